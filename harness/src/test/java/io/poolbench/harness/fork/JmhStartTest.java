package io.poolbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.plan.Arm;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class JmhStartTest {

  private static final String FILE = "-XX:CompileCommandFile=";

  @TempDir private Path folder;

  /** The oracle is JMH itself: what it adds to the command of a fork that it starts. */
  @Test
  void aForkThatWeStartIsToldWhatJmhTellsOne() throws IOException {
    List<String> theirs = new ArrayList<>();
    org.openjdk.jmh.runner.CompilerHints.addCompilerHints(theirs);
    List<String> ours = JmhStart.ofPoolbench().arguments(folder);
    assertThat(flags(ours)).isEqualTo(flags(theirs));
    assertThat(hints(ours)).isEqualTo(hints(theirs));
  }

  @Test
  void aForkIsGivenTheTimeThatItsAnnotationsAskFor() throws Exception {
    long asked = Duration.ofHours(20).toMillis();
    Files.writeString(
        folder.resolve("a.B.run-avgt"),
        String.join("\0", "1", String.valueOf(asked), "/bin/java", "-Down=1", "-cp", "x", ""));
    JmhStart start = JmhStart.read(folder, "a.B.run", List.of()).orElseThrow();
    assertThat(start.own()).containsExactly("-Down=1");
    assertThat(start.annotated()).isEqualTo(asked);
    JmhFork fork =
        new JmhFork(
            Trial.pending(0, 0, Trial.Kind.TIMING, new Arm("a.B.run", "", "measured")),
            RunPlan.named("gate").orElseThrow().forJars("x", true),
            JarArm.ofPoolbench(),
            new JarBenchmark("a.B.run", Map.of(), List.of(), List.of(), 0),
            start,
            new Runner.Files(folder.resolve("recording"), folder.resolve("log")));
    assertThat(fork.deadline()).isGreaterThan(Duration.ofMillis(asked));
  }

  private static Set<String> flags(List<String> arguments) {
    Set<String> flags = new TreeSet<>(arguments);
    flags.removeIf(argument -> argument.startsWith(FILE));
    return flags;
  }

  private static Set<String> hints(List<String> arguments) throws IOException {
    Set<String> hints = new TreeSet<>();
    for (String argument : arguments) {
      if (argument.startsWith(FILE)) {
        hints.addAll(Files.readAllLines(Path.of(argument.substring(FILE.length()))));
      }
    }
    return hints;
  }
}
