package io.poolbench.scenarios.pipepool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.Patience;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-Xmx64m", "--enable-native-access=ALL-UNNAMED", "-cp"));
    command.add(classPath(main));
    command.add(main.getName());
    Path output = Files.createTempFile("child", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(Patience.TEST_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly();
      String printed = Files.readString(output, UTF_8);
      assertThat(ended)
          .as("ended within %d s; printed %s", Patience.TEST_SECONDS, printed)
          .isTrue();
      assertThat(process.exitValue()).as("exit of %s; printed %s", command, printed).isZero();
      return printed;
    } finally {
      Files.delete(output);
    }
  }

  /** The folders of the technique and of its tests: not surefire's, which is a jar of links. */
  static String classPath(Class<?> main) throws Exception {
    return classesOf(PipePool.class) + File.pathSeparator + classesOf(main);
  }

  private static String classesOf(Class<?> type) throws Exception {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
