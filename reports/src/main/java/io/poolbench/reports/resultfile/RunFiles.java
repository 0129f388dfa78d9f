package io.poolbench.reports.resultfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds files of a run directory, which may come from anyone: neither a name in it nor a link leads
 * out of it, or a report would publish files of whoever makes it.
 */
public final class RunFiles {

  private final Path root;

  public RunFiles(Path directory) {
    root = directory;
  }

  /** Returns the file of that name; empty where there is none, or where it is a link. */
  public Optional<Path> file(String relative) {
    return inside(relative).filter(path -> Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS));
  }

  /** Returns the folder of that name, likewise. */
  Optional<Path> folder(String relative) {
    return inside(relative).filter(path -> Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS));
  }

  private Optional<Path> inside(String relative) {
    try {
      Path real = root.toRealPath();
      Path path = real.resolve(relative).normalize();
      // Whatever lies between is no link either.
      return path.startsWith(real) && !path.equals(real) && path.toRealPath().equals(path)
          ? Optional.of(path)
          : Optional.empty();
    } catch (InvalidPathException | IOException _) {
      return Optional.empty();
    }
  }
}
