package io.poolbench.harness.fork;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Archives of parsed and linked classes, with which a fork starts sooner. No compiled code and no
 * profile is in them: what is measured is the same with and without. An archive of other jars, or
 * of another JVM, is passed over by the JVM, which then loads its classes one by one.
 */
final class ClassArchive {

  private static final String NAME = "forks.jsa";

  private ClassArchive() {}

  /** Returns the JVM arguments that load the archive which the build leaves beside our own jars. */
  static List<String> ofPoolbench(List<String> classPath) {
    List<String> arguments =
        new ArrayList<>(arguments(Path.of(classPath.getFirst()).resolveSibling(NAME)));
    if (!arguments.isEmpty()) {
      arguments.addAll(List.of("-Xlog:cds=off", "-Xlog:aot=off"));
    }
    return arguments;
  }

  /** Returns the JVM arguments that load an archive; none where there is none. */
  static List<String> arguments(Path archive) {
    return Files.isReadable(archive) ? List.of("-XX:SharedArchiveFile=" + archive) : List.of();
  }
}
