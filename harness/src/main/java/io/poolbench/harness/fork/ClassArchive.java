package io.poolbench.harness.fork;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Finds the archive of parsed and linked classes with which a fork of our own starts sooner. The
 * build leaves it beside the jars; where it is missing, or of other jars or another JVM, the fork
 * loads its classes one by one. No compiled code and no profile is in it: what is measured is the
 * same with and without.
 */
final class ClassArchive {

  private static final String NAME = "forks.jsa";

  private ClassArchive() {}

  /** Returns the JVM arguments that load the archive of a class path; none where there is none. */
  static List<String> arguments(List<String> classPath) {
    Path archive = Path.of(classPath.getFirst()).resolveSibling(NAME);
    return Files.isReadable(archive)
        // One that does not fit is passed over in silence.
        ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off", "-Xlog:aot=off")
        : List.of();
  }
}
