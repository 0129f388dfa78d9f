package io.poolbench.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs programs of these tests in processes of their own. */
public final class ChildProgram {

  /** The words of a command that gives the rest of its line 64 descriptors, and no more. */
  public static final List<String> FEW_DESCRIPTORS =
      List.of("sh", "-c", "ulimit -n 64; exec \"$@\"", "sh");

  private ChildProgram() {}

  /** Returns the path of the {@code java} that runs the tests. */
  public static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** Runs a command until it ends, and returns what it printed; fails when it does not end well. */
  public static String run(List<String> command) throws Exception {
    Path output = Files.createTempFile("child", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended;
      try {
        ended = process.waitFor(Patience.TEST_SECONDS, TimeUnit.SECONDS);
      } finally {
        process.destroyForcibly();
      }
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
}
