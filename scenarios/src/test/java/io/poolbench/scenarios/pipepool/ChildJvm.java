package io.poolbench.scenarios.pipepool;

import io.poolbench.scenarios.ChildProgram;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A main class of these tests in a JVM of its own. */
final class ChildJvm {

  private ChildJvm() {}

  /**
   * Runs it until it ends.
   *
   * @param prefix the words of a command that runs the rest of its line
   * @return what it printed
   */
  static String run(List<String> prefix, List<String> flags, Class<?> main) throws Exception {
    List<String> command = new ArrayList<>(prefix);
    command.add(ChildProgram.java());
    command.addAll(flags);
    command.addAll(List.of("-Xmx64m", "--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(classPath(main));
    command.add(main.getName());
    return ChildProgram.run(command);
  }

  /** The folders of the technique and of its tests: not surefire's, which is a jar of links. */
  static String classPath(Class<?> main) throws Exception {
    return classesOf(PipePool.class) + File.pathSeparator + classesOf(main);
  }

  private static String classesOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
