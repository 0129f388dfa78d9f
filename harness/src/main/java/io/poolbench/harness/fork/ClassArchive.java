package io.poolbench.harness.fork;

import io.poolbench.harness.jar.JarArm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Archives of parsed and linked classes, with which a fork starts sooner. No compiled code and no
 * profile is in them: what is measured is the same with and without. An archive of other jars, or
 * of another JVM, is passed over by the JVM, which then loads its classes one by one.
 */
final class ClassArchive {

  private static final String NAME = "forks.jsa";

  private ClassArchive() {}

  /** Returns the archive that the build leaves beside our own jars; empty for other jars. */
  static Optional<Path> ofPoolbench(JarArm arm) {
    return arm.hasProbe()
        ? Optional.of(Path.of(arm.classPath().getFirst()).resolveSibling(NAME))
        : Optional.empty();
  }

  /** Returns the JVM arguments that load an archive; none where there is none. */
  static List<String> arguments(Path archive) {
    if (!Files.isReadable(archive)) {
      return List.of();
    }
    String load = "-XX:SharedArchiveFile=" + archive;
    // That of our jars may be of an older build, which the JVM would tell; no other JVM knows both.
    return archive.endsWith(NAME) ? List.of(load, "-Xlog:cds=off", "-Xlog:aot=off") : List.of(load);
  }
}
