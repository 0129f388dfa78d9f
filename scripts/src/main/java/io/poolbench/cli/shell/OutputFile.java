package io.poolbench.cli.shell;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Writes the files that a command is asked for. */
public final class OutputFile {

  private OutputFile() {}

  /**
   * Writes a file in place of the one that is there. It is written aside and renamed, so that what
   * is being read never changes halfway; what is no plain file, as {@code /dev/stdout} and other
   * links, stays where it is and is written to.
   *
   * @param remedy what to do where it cannot be written
   * @throws InputException where it cannot be written
   */
  public static void write(Path file, CharSequence text, String remedy) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file, NOFOLLOW_LINKS)) {
        Files.writeString(file, text);
        return;
      }
      Path aside =
          file.resolveSibling(".%s-%s.part".formatted(file.getFileName(), UUID.randomUUID()));
      try {
        Files.writeString(aside, text);
        Files.move(aside, file, ATOMIC_MOVE, REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      throw new InputException(
          file.toString(), "cannot be written: " + e, "a writable file", remedy);
    }
  }
}
