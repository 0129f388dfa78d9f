package io.poolbench.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gate is green only where it has judged, and judges each benchmark by itself. */
final class StoredResultsTest {

  @TempDir private Path folder = Path.of("");

  private String file(String name, String... lines) throws IOException {
    Path file = folder.resolve(name + ".txt");
    Files.writeString(file, String.join("\n", lines) + "\n");
    return name + "=" + file;
  }

  private static String forks(String benchmark, int... bytes) {
    StringBuilder lines = new StringBuilder();
    for (int value : bytes) {
      lines.append("Benchmark").append(benchmark).append(" 1 ").append(value).append(" B/op\n");
    }
    return lines.toString();
  }

  private static final String STEADY = forks("A", 100, 100, 100, 100, 100, 100, 100, 100);

  @Test
  void oneLostForkHidesNoRegression() throws IOException {
    Cli run =
        Cli.run(
            "gate",
            file("base", STEADY, forks("B", 100, 100, 100, 100, 100)),
            file("head", STEADY, forks("B", 100_000, 100_000, 100_000, 100_000)));
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.output()).contains("missing: B B/op: 5 against 4 forks");
  }

  @Test
  void nothingConclusiveIsNotGreen() throws IOException {
    Cli run =
        Cli.run(
            "gate",
            file("base", forks("A", 100, 150, 220, 90, 300, 120, 200, 280)),
            file("head", forks("A", 140, 190, 320, 90, 380, 150, 260, 330)));
    assertThat(run.exitCode()).isEqualTo(3);
  }

  @Test
  void whoAllowsInconclusiveVerdictsStillWantsOneThatIsNot() throws IOException {
    String allow = "--allow-inconclusive";
    String old = forks("A", 100, 150, 220, 90, 300, 120, 200, 280);
    String now = forks("A", 140, 190, 320, 90, 380, 150, 260, 330);
    String[] alone = {file("base", old), file("head", now)};
    assertThat(Cli.run("gate", allow, alone[0], alone[1]).exitCode()).isEqualTo(3);
    String steady = STEADY.replace("BenchmarkA", "BenchmarkB");
    String[] both = {file("base", old, steady), file("head", now, steady)};
    assertThat(Cli.run("gate", both[0], both[1]).exitCode()).isEqualTo(3);
    assertThat(Cli.run("gate", allow, both[0], both[1]).exitCode()).isZero();
  }

  @Test
  void twoPackagesWithOneNameAreTwoBenchmarks() throws IOException {
    Cli run =
        Cli.run(
            "gate",
            file("base", "pkg: a", STEADY, "pkg: b", STEADY),
            file(
                "head",
                "pkg: a",
                forks("A", 50, 50, 50, 50, 50, 50, 50, 50),
                "pkg: b",
                forks("A", 200, 200, 200, 200, 200, 200, 200, 200)));
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.output()).contains("a.A").contains("1 regressed, 1 improved");
  }

  @Test
  void aRenamedBenchmarkIsCompared() throws IOException {
    String base = file("base", STEADY);
    String head = file("head", forks("Z", 100, 100, 100, 100, 100, 100, 100, 100));
    assertThat(Cli.run("gate", base, head).exitCode()).isEqualTo(2);
    assertThat(Cli.run("gate", "--rename", "A=Z", base, head).exitCode()).isZero();
    assertThat(Cli.run("compare", "--rename", "A=Z", base, head).output()).contains("n=8");
    assertThat(Cli.run("compare", "--rename", "Q=Z", base, head).errors())
        .contains("--rename: there is no benchmark named Q");
  }

  @Test
  void whatIsNotJudgedIsNamedInEveryFormat() throws IOException {
    String extra = "BenchmarkA 1 100 B/op 7 wire";
    Path junit = folder.resolve("x.xml");
    Path markdown = folder.resolve("x.md");
    Path json = folder.resolve("x.json");
    Cli run =
        Cli.run(
            "gate",
            file("base", STEADY, extra),
            file("head", STEADY, extra),
            "--junit=" + junit,
            "--markdown=" + markdown,
            "--json=" + json);
    assertThat(run.output()).contains("not judged: wire: nothing says");
    assertThat(junit).content().contains("not judged: wire");
    assertThat(markdown).content().contains("not judged: wire");
    assertThat(json).content().contains("\"unjudged\" : [ \"wire: nothing says");
  }
}
