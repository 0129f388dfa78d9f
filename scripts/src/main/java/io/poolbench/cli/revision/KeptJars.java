package io.poolbench.cli.revision;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * Keeps the jars of a gate in its run directory: their worktrees are gone when the run is resumed.
 *
 * @param folder of the run
 */
record KeptJars(Path folder) {

  /**
   * Copies a jar, with all that its manifest puts on the class path from the same checkout.
   *
   * @param name of the folder
   * @return the copy
   * @throws InputException for what is no jar, or cannot be copied
   */
  Path keep(String name, Path tree, Path jar) {
    Path kept = folder.resolve("jars").resolve(name);
    try {
      Set<Path> copied = new HashSet<>();
      copy(jar, tree, kept, copied);
      return kept.resolve(tree.relativize(jar).toString());
    } catch (IOException | UncheckedIOException e) {
      throw new InputException(
          jar.toString(),
          "cannot be kept in %s: %s".formatted(kept, e.getMessage()),
          "a jar, and space on the disk",
          "see --jar and --out");
    }
  }

  private static void copy(Path entry, Path tree, Path kept, Set<Path> copied) throws IOException {
    if (!entry.startsWith(tree) || !Files.exists(entry) || !copied.add(entry)) {
      return;
    }
    try (Stream<Path> files = Files.walk(entry)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = kept.resolve(tree.relativize(file).toString());
        Files.createDirectories(copy.resolveSibling("."));
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
      }
    }
    if (Files.isRegularFile(entry)) {
      for (Path next : manifestEntries(entry)) {
        copy(next, tree, kept, copied);
      }
    }
  }

  private static List<Path> manifestEntries(Path jar) throws IOException {
    List<Path> entries = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String classPath =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (classPath != null && !classPath.isBlank()) {
        for (String url : List.of(classPath.strip().split("\\s+"))) {
          entries.add(Path.of(jar.toUri().resolve(url)).normalize());
        }
      }
      return entries;
    } catch (IllegalArgumentException e) {
      throw new IOException("its manifest has a Class-Path that is no list of files", e);
    }
  }
}
