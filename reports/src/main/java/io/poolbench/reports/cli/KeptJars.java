package io.poolbench.reports.cli;

import io.poolbench.reports.model.InputException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/**
 * The jars of a gate in its run directory: their worktrees are gone when the run is resumed.
 *
 * @param folder of the run
 */
record KeptJars(Path folder) {

  /**
   * Copies a jar, with those that its manifest puts on the class path from the same checkout.
   *
   * @param name of the folder
   * @return the copy
   */
  Path keep(String name, Path tree, Path jar) {
    Path kept = folder.resolve("jars").resolve(name);
    try {
      for (Path file : withManifest(jar)) {
        if (file.startsWith(tree) && Files.isRegularFile(file)) {
          Path copy = kept.resolve(tree.relativize(file).toString());
          Files.createDirectories(copy.resolveSibling("."));
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
      return kept.resolve(tree.relativize(jar).toString());
    } catch (IOException e) {
      throw new InputException(
          kept.toString(), "cannot be written: " + e, "space on the disk", "make some");
    }
  }

  private static List<Path> withManifest(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String classPath =
          manifest == null
              ? null
              : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
      if (classPath == null || classPath.isBlank()) {
        return List.of(jar);
      }
      URI from = jar.toUri();
      return Stream.concat(
              Stream.of(jar),
              Arrays.stream(classPath.strip().split("\\s+"))
                  .map(from::resolve)
                  .filter(uri -> "file".equals(uri.getScheme()))
                  .map(uri -> Path.of(uri).normalize()))
          .toList();
    }
  }
}
