package io.poolbench.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.cli.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** JMH's results of a suite whose pools are classes. */
final class NamedArmsCommandTest {

  private static final String CYCLE = "ClaimRelease\\.(\\w+)\\.cycle";

  @TempDir private Path folder = Path.of("");
  private String file = "";

  @BeforeEach
  void write() throws IOException {
    file = results("jmh.json", 100, 50);
  }

  private String results(String name, int blaze, int queue) throws IOException {
    String entries =
        Stream.of(
                entry("Blaze.cycle", 1, blaze),
                entry("Blaze.cycle", 2, 2 * blaze),
                entry("Queue.cycle", 1, queue),
                entry("Queue.cycle", 2, 2 * queue),
                entry("Queue.close", 1, 7))
            .collect(Collectors.joining(",", "[", "]"));
    return Files.writeString(folder.resolve(name), entries).toString();
  }

  private static String entry(String method, int size, int nanos) {
    return String.format(
        Locale.ROOT,
        """
        {"benchmark": "org.example.ClaimRelease.%s", "mode": "avgt", "threads": 1, "forks": 6,
         "params": {"size": "%d"},
         "primaryMetric": {"score": %.1f, "scoreUnit": "ns/op", "rawData": %s}}
        """,
        method,
        size,
        nanos + 2.5,
        IntStream.range(0, 6).mapToObj(fork -> "[" + (nanos + fork) + "]").toList());
  }

  private Cli compare(String... more) {
    return Cli.run(
        Stream.concat(Stream.of("compare", "--format=csv", file), Stream.of(more))
            .toArray(String[]::new));
  }

  @Test
  void theArmsAreColumnsAndARowIsWhatTheirNamesHaveInCommon() {
    Cli run = compare("--vary-benchmark", CYCLE);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output())
        .contains("pkg: org.example\n", ",Blaze,,Queue,", "\nClaimRelease.*.cycle/size=1,")
        .contains("-48.78%")
        .doesNotContain("close");
    assertThat(run.errors())
        .contains("org.example.ClaimRelease.Queue.close: does not match and is left out");
  }

  @Test
  void theBaseIsTheFirstColumn() {
    assertThat(compare("--vary-benchmark", CYCLE, "--base=Queue").output())
        .contains(",Queue,,Blaze,")
        .contains("+9");
  }

  @Test
  void ofTwoFilesEveryArmOfEachIsAColumn() throws IOException {
    String other = results("other.json", 100, 25);
    Cli run = compare("b=" + other, "--vary-benchmark", CYCLE);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(run.output())
        .contains(",b,")
        .containsPattern("Blaze.*Queue.*Blaze.*Queue")
        .contains("-48.78%");
  }

  @Test
  void aMistakeIsOneLineAndExitCodeTwo() {
    Cli groups = compare("--vary-benchmark=cycle");
    assertThat(groups.exitCode()).isEqualTo(2);
    assertThat(groups.errors()).hasLineCount(1).contains("'cycle' with no group");
    Cli alone = compare("--base=Queue");
    assertThat(alone.exitCode()).isEqualTo(2);
    assertThat(alone.errors()).hasLineCount(1).contains("--base: needs --vary-benchmark");
  }

  @Test
  void resultsThatHaveVariantsKeepThem() throws IOException {
    String text =
        Stream.of("before", "after")
            .map(
                variant ->
                    "BenchmarkA.get/variant=" + variant + " 1 5 ns/op\nBenchmarkB.get 1 5 ns/op\n")
            .collect(Collectors.joining());
    file = Files.writeString(folder.resolve("go.txt"), text).toString();
    Cli run = compare("--vary-benchmark=(\\w)\\.get");
    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.errors()).contains("has the variants before and after already");
  }

  @Test
  void aPageShowsThemToo() throws IOException {
    Path page = folder.resolve("report.html");
    Cli run = Cli.run("report", file, "--vary-benchmark", CYCLE, "--out=" + page);
    assertThat(run.exitCode()).as(run.errors()).isZero();
    assertThat(Files.readString(page)).contains("ClaimRelease.*.cycle/size=1", "Queue");
  }

  @Test
  void aSavingBetweenThemIsExpectedAndHolds() {
    String expectations = folder.resolve("expectations.csv").toString();
    String[] arms = {"--vary-benchmark", CYCLE, "--expectations", expectations};
    Cli accepted =
        Cli.run(Stream.concat(Stream.of("accept", file), Stream.of(arms)).toArray(String[]::new));
    assertThat(accepted.errors()).isEmpty();
    assertThat(accepted.output()).contains("2 expectations");
    Cli judged =
        Cli.run(Stream.concat(Stream.of("gate", file), Stream.of(arms)).toArray(String[]::new));
    assertThat(judged.exitCode()).as(judged.errors()).isZero();
    assertThat(judged.output()).contains("2 unchanged");
  }

  @Test
  void aStoredRunOfOneArmIsComparedByMethods() throws IOException {
    Path run = Files.createDirectories(folder.resolve("run"));
    Files.writeString(
        run.resolve("run.json"),
        """
        {"schema": "poolbench-run/1", "benchmarks": [
          {"name": "Blaze.cycle/gc=g1", "technique": "Blaze.cycle", "variants": ["measured"]},
          {"name": "Queue.cycle/gc=g1", "technique": "Queue.cycle", "variants": ["measured"]}],
         "trials": [{"benchmark": "Blaze.cycle/gc=g1", "variant": "measured", "status": "done"},
          {"benchmark": "Queue.cycle/gc=g1", "variant": "measured", "status": "done"}]}
        """);
    Files.writeString(
        run.resolve("benchmarks.txt"),
        """
        BenchmarkBlaze.cycle/gc=g1/variant=measured 1 100 ns/op
        BenchmarkQueue.cycle/gc=g1/variant=measured 1 50 ns/op
        """);
    file = run.toString();
    assertThat(compare("--vary-benchmark=(\\w+)\\.cycle").output())
        .contains(",Blaze,,Queue,", "*.cycle/gc=g1,");
  }
}
