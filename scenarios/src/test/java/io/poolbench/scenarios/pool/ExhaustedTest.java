package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@link ExhaustedProgram} in a JVM of its own, which it leaves without memory. */
final class ExhaustedTest {

  @Test
  void anItemForWhoseHolderThereIsNoMemoryIsLetGoOnce() throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx8m",
                "-cp",
                System.getProperty("java.class.path"),
                ExhaustedProgram.class.getName())
            .redirectErrorStream(true)
            .start();
    try (var reader = process.inputReader()) {
      assertThat(reader.lines())
          .containsExactly(
              "with memory: refused false, out 0, in true, let go when refused true, at the end 32, twice 0",
              "without: refused true, out 0, in true, let go when refused true, at the end 32, twice 0");
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }
}
