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
    List<String> ours = JmhStart.ofPoolbench(JarArm.ofPoolbench()).arguments(List.of(), folder);
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

  @Test
  void theUsersHintsStandBesideThoseOfJmhSinceTheJvmReadsOneFile() throws IOException {
    Path own = Files.writeString(folder.resolve("own"), "dontinline,a/B.c\n");
    List<String> arguments =
        JmhStart.ofPoolbench(JarArm.ofPoolbench()).arguments(List.of("-Dx=1", FILE + own), folder);
    assertThat(arguments).startsWith("-Dx=1").doesNotContain(FILE + own);
    assertThat(hints(arguments)).contains("dontinline,a/B.c", "quiet");
  }

  @Test
  void whatSomebodySaysOfArchivesIsNotContradicted() throws IOException {
    String ours = "-XX:SharedArchiveFile=ours";
    assertThat(start(ours, "avgt").arguments(List.of("-Xmx1g"), folder)).contains(ours);
    for (String own :
        List.of(
            "-Xshare:off",
            "-XX:AOTCache=a",
            "-XX:SharedArchiveFile=mine",
            "-javaagent:a.jar",
            "--patch-module=a=b")) {
      assertThat(start(ours, "avgt").arguments(List.of(own), folder)).doesNotContain(ours);
    }
    assertThat(start(ours, "ss").arguments(List.of(), folder)).doesNotContain(ours);
  }

  private static JmhStart start(String ofArchive, String mode) {
    return new JmhStart(List.of(), List.of(), List.of(), List.of(mode), 0, List.of(ofArchive));
  }

  @Test
  void ofTheArgumentsThoseOfTheJmhThatWasAskedAreLeftOutOnceAndNoOthers() throws Exception {
    List<String> host = List.of("-Dhost=1", "-XX:+IgnoreUnrecognizedVMOptions");
    Files.writeString(
        folder.resolve("a.B.run-avgt"),
        String.join(
            "\0",
            "2",
            "20",
            "/bin/java",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+New",
            "-cp",
            "x",
            ""));
    assertThat(JmhStart.read(folder, "a.B.run", host).orElseThrow().own())
        .containsExactly("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+New");
    Files.writeString(
        folder.resolve("a.B.run-avgt"),
        String.join("\0", "2", "20", "/bin/java", host.get(0), host.get(1), "-cp", "x", ""));
    assertThat(JmhStart.read(folder, "a.B.run", host).orElseThrow().own()).isEmpty();
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
