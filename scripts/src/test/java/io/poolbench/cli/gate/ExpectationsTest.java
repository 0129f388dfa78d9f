package io.poolbench.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExpectationsTest {

  @TempDir private Path folder = Path.of("");

  private Path expectations = Path.of("");

  @BeforeEach
  void accept() throws IOException {
    expectations = folder.resolve("expectations.csv");
    Cli accepted = Cli.run("accept", run(1000, 300, 6), "--expectations", expectations.toString());
    assertThat(accepted.exitCode()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"X/op=a,b", "X/op=\"q\"", "X/op=\",", "#X", "X/op=::error::x"})
  void whatAcceptWritesGateReadsWhateverTheName(String name) throws IOException {
    String odd =
        Files.readString(Path.of(run(1000, 300, 6))).replace("BenchmarkX/op=y", "Benchmark" + name);
    String run = Files.writeString(folder.resolve("odd.txt"), odd).toString();
    assertThat(Cli.run("accept", run, "--expectations", expectations.toString()).errors())
        .isEmpty();
    Cli judged = judge(run);
    assertThat(judged.errors()).isEmpty();
    assertThat(judged.output()).contains("1 unchanged");
    assertThat(judged.exitCode()).isZero();
  }

  /** A value of a parameter may have more than one line; Go's text has no such names. */
  @Test
  void whatAcceptWritesOfANameOfTwoLinesGateReads() throws IOException {
    String fork =
        """
        {"benchmark": "a.B.%s", "mode": "ss", "params": {"text": "one\\n#two"},
         "primaryMetric": {"score": %s, "scoreUnit": "B/op", "rawData": [[%s]]},
         "secondaryMetrics": {}}
        """;
    List<String> forks = new ArrayList<>();
    for (int value = 0; value < 6; value++) {
      forks.add(fork.formatted("before", 1000 + value, 1000 + value));
      forks.add(fork.formatted("after", 300 + value, 300 + value));
    }
    String run = Files.writeString(folder.resolve("odd.json"), forks.toString()).toString();
    String varied = "--vary-benchmark=a\\.B\\.(\\w+)";
    assertThat(Cli.run("accept", run, varied, "--expectations", expectations.toString()).errors())
        .isEmpty();
    Cli judged = Cli.run("gate", run, varied, "--expectations", expectations.toString());
    assertThat(judged.errors()).isEmpty();
    assertThat(judged.output()).contains("1 unchanged");
    assertThat(judged.exitCode()).isZero();
  }

  /** A run of one benchmark: bytes before and after, with a little noise. */
  private String run(double before, double after, int forks) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int fork = 0; fork < forks; fork++) {
      for (String variant : new String[] {"before", "after"}) {
        double bytes = (variant.equals("before") ? before : after) + fork % 3;
        text.append(
            String.format(Locale.ROOT, "BenchmarkX/op=y/variant=%s 1 %.1f B/op%n", variant, bytes));
      }
    }
    return Files.writeString(folder.resolve("run" + after + ".txt"), text).toString();
  }

  private Cli judge(String run) {
    return Cli.run("gate", run, "--expectations", expectations.toString());
  }

  @Test
  void theFileIsSortedLinesThatAReviewerCanRead() throws IOException {
    assertThat(Files.readString(expectations))
        .startsWith("# Savings that must not be lost")
        .endsWith(
            "benchmark,unit,base,variant,ratio,most,after\nX/op=y,B/op,before,after,0.3007,0.35,301\n");
  }

  @Test
  void theSameSavingHolds() throws IOException {
    assertThat(judge(run(1000, 310, 6)).exitCode()).isZero();
  }

  @Test
  void aLostSavingFails() throws IOException {
    Cli judged = judge(run(1000, 990, 6));
    assertThat(judged.exitCode()).isEqualTo(1);
    assertThat(judged.output()).contains("REGRESSED").contains("a saving is lost");
  }

  @Test
  void aShareThatHoldsOfABaseThatGrewDoesNotExcuseTheBytes() throws IOException {
    assertThat(judge(run(10_000, 430, 6)).exitCode()).isZero();
    Cli judged = judge(run(10_000, 450, 6));
    assertThat(judged.exitCode()).isEqualTo(1);
    assertThat(judged.output()).contains("takes more than 1.25 times what was accepted and 64 B");
  }

  @Test
  void fourForksAreEnough() throws IOException {
    assertThat(judge(run(1000, 310, 4)).exitCode()).isZero();
    Cli three = judge(run(1000, 310, 3));
    assertThat(three.exitCode()).isEqualTo(2);
    assertThat(three.output()).contains("of fewer than four forks");
  }

  @Test
  void anIntervalAcrossTheBoundIsInconclusive() throws IOException {
    Path file = folder.resolve("wide.txt");
    StringBuilder text = new StringBuilder();
    for (int fork = 0; fork < 6; fork++) {
      text.append("BenchmarkX/op=y/variant=before 1 1000 B/op\n");
      text.append("BenchmarkX/op=y/variant=after 1 ").append(200 + fork * 60).append(" B/op\n");
    }
    Files.writeString(file, text);
    Cli judged = Cli.run("gate", file.toString(), "--expectations", expectations.toString());
    assertThat(judged.exitCode()).isEqualTo(3);
  }

  @Test
  void whatIsMissingNeverPasses() throws IOException {
    Path other = folder.resolve("other.txt");
    Files.writeString(other, "BenchmarkZ/op=y/variant=before 1 1 B/op\n");
    Cli judged = judge(other.toString());
    assertThat(judged.exitCode()).isEqualTo(2);
    assertThat(judged.output()).contains("missing: X/op=y B/op after vs before: not in this run");
  }

  @Test
  void aLineThatIsNoExpectationIsNamed() throws IOException {
    Files.writeString(expectations, "X,B/op,before,after,much,0.3,1\n");
    Cli judged = judge(run(1000, 300, 6));
    assertThat(judged.exitCode()).isEqualTo(2);
    assertThat(judged.errors())
        .contains("expectations.csv:1: found 'X,B/op,before,after,much,0.3,1'");
  }

  @Test
  void aRunWithoutSavingsHasNothingToAccept() throws IOException {
    Cli accepted = Cli.run("accept", run(1000, 1000, 6), "--expectations", expectations.toString());
    assertThat(accepted.exitCode()).isEqualTo(2);
    assertThat(accepted.errors()).contains("no saving beyond doubt");
  }
}
