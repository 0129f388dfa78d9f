package io.poolbench.counting.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.counting.CountingJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JVM says of itself is the same, whichever way it is asked. */
final class DiagnosticsTest {

  /** Asks all that there is to ask, in a JVM of its own. */
  static final class Program {

    private Program() {}

    public static void main(String[] args) {
      System.out.println("direct: " + Diagnostics.isDirect());
      System.out.println("the dead are counted: " + ClassHistogram.countsTheDead());
      System.out.println(
          "strings: " + ClassHistogram.ofLiving().byClass().containsKey("java.lang.String"));
      System.out.println(
          "queue: "
              + Diagnostics.run(Diagnostics.Command.COMPILER_QUEUE).contains("C1 compile queue:"));
      System.out.println("native memory: " + (NativeMemory.bytes() >= 0));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void commandsAnswerWhereTheJvmLetsUsCallThemAndWhereItsBeanIsAsked(boolean open)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:NativeMemoryTracking=summary");
    command.add("-XX:+UseSerialGC");
    if (open) {
      command.addAll(CountingJvm.ARGUMENTS);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Program.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    assertThat(process.inputReader().lines())
        .containsExactly(
            "direct: " + open,
            "the dead are counted: true",
            "strings: true",
            "queue: true",
            "native memory: true");
  }
}
