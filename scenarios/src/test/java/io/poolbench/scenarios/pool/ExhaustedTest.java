package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.ChildProgram;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@link ExhaustedProgram} in a JVM of its own, which it leaves without memory. */
final class ExhaustedTest {

  @Test
  void anItemForWhoseHolderThereIsNoMemoryIsLetGoOnce() throws Exception {
    List<String> command =
        List.of(
            ChildProgram.java(),
            "-XX:+UseSerialGC",
            "-Xmx8m",
            "-cp",
            System.getProperty("java.class.path"),
            ExhaustedProgram.class.getName());
    assertThat(ChildProgram.run(command).lines())
        .containsExactly(
            "with memory: refused false, out 0, in true, let go when refused true, at the end 32, twice 0",
            "without: refused true, out 0, in true, let go when refused true, at the end 32, twice 0");
  }
}
