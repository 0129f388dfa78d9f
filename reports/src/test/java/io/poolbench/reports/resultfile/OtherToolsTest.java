package io.poolbench.reports.resultfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.ResultSet;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results of others, most of them public, with what their own tools say of them. */
final class OtherToolsTest {

  @TempDir private Path folder = Path.of("");

  private static ResultSet read(Path file) {
    return ResultFiles.read(
        List.of(new Input("x", file.toString())), InputStream.nullInputStream());
  }

  private static ResultSet read(String name) {
    try {
      return read(
          Path.of(
              Objects.requireNonNull(OtherToolsTest.class.getResource("/cases/" + name)).toURI()));
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private ResultSet json(String content) throws IOException {
    return read(Files.writeString(folder.resolve("x.json"), content));
  }

  private static List<String> names(ResultSet results) {
    return results.measurements().stream()
        .map(m -> m.benchmark().name().path())
        .distinct()
        .toList();
  }

  private static List<Double> values(ResultSet results, String unit) {
    return results.measurements().stream()
        .filter(m -> m.unit().equals(unit))
        .flatMap(m -> m.values().boxed())
        .toList();
  }

  private static Better better(ResultSet results, String unit) {
    return Objects.requireNonNull(results.metrics().get(unit), unit).better();
  }

  @Test
  void everyArrayOfAFileIsRead() {
    assertThat(names(read("08-concatenated/two-arrays.json"))).containsExactly("C.a", "C.b");
  }

  @Test
  void whatFollowsAnArrayIsNeverIgnored() {
    assertThatThrownBy(() -> read("44-odd-json/trailing.json"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("trailing.json:2:1");
    assertThatThrownBy(() -> json("[]3")).hasMessageContaining("behind the first one");
  }

  @Test
  void theOrderOfParametersIsNoIdentity() {
    assertThat(names(read("06-params/min-new.json")))
        .isEqualTo(names(read("06-params/min-old.json")));
  }

  @Test
  void aScoreWithoutItsIterationsIsOneSample() {
    ResultSet results = read("09-trimmed-baseline/baseline.json");
    assertThat(values(results, "op/sec")).containsExactly(25638331.814905707);
    assertThat(results.findings().getFirst().text()).contains("without rawData");
  }

  @Test
  void percentilesAreThoseOfTheSamplesOfAFork() {
    assertThat(values(read("39-sample-percentiles/min.json"), "p1.00-sec/op"))
        .singleElement()
        .satisfies(value -> assertThat(value).isCloseTo(100e-6, within(1e-12)));
    ResultSet real = read("39-sample-percentiles/jmh136.json");
    assertThat(values(real, "p0.9999-sec/op").getFirst())
        .isCloseTo(2.512420000002021e-08, within(1e-20));
    assertThat(values(real, "p1.00-sec/op").getFirst()).isCloseTo(3.548e-06, within(1e-18));
    assertThat(better(real, "p1.00-sec/op")).isEqualTo(Better.LOWER);
  }

  @Test
  void percentilesHaveOneNameWhateverTheVersion() {
    assertThat(read("39-sample-percentiles/jmh136.json").metrics().keySet())
        .isEqualTo(read("39-sample-percentiles/jmh137.json").metrics().keySet());
  }

  private static final String METRIC =
      """
      [{"benchmark": "x.B.a", "mode": "avgt", "threads": %d, "primaryMetric": {"score": %s,
        "scoreUnit": "%s", "rawData": [[1, 1], [1, 1]]},
        "secondaryMetrics": {%s}}]
      """;

  private static String metric(String name, double score, String unit, String rawData) {
    return "\"%s\": {\"score\": %s, \"scoreUnit\": \"%s\", \"rawData\": %s}"
        .formatted(name, score, unit, rawData);
  }

  @Test
  void secondaryMetricsAreWhatTheirOwnScoreSays() throws IOException {
    ResultSet results =
        json(
            METRIC.formatted(
                1,
                "1",
                "ms/op",
                String.join(
                    ",",
                    metric("gc.time", 100, "ms", "[[10, 20], [30, 40]]"),
                    metric("gc.alloc.rate", 25, "MB/sec", "[[10, 20], [30, 40]]"),
                    metric("mempool.used", 40, "KB", "[[10, 20], [30, 40]]"),
                    metric("gc.churn", 10, "B/op", "[[20], [20]]"),
                    metric("quiet", 20, "B/op", "[[20], []]"))));
    assertThat(values(results, "gc.time-sec")).containsExactly(0.03, 0.07);
    assertThat(values(results, "gc.alloc.rate-B/sec")).containsExactly(15 * 0x1p20, 35 * 0x1p20);
    assertThat(values(results, "mempool.used-B")).containsExactly(20 * 0x1p10, 40 * 0x1p10);
    assertThat(values(results, "gc.churn-B/op"))
        .as("iterations without count")
        .containsExactly(10.0, 10.0);
    assertThat(values(results, "quiet-B/op"))
        .as("where JMH does not count them")
        .containsExactly(20.0);
  }

  @Test
  void oneIterationThatIsNotFiniteCostsItsForkAlone() throws IOException {
    ResultSet results =
        json(
            """
            [{"benchmark": "x.B.a", "mode": "avgt", "primaryMetric": {"score": "NaN",
              "scoreUnit": "ms/op", "rawData": [[1, "NaN"], [2, 4]]}, "secondaryMetrics": {}}]
            """);
    assertThat(values(results, "sec/op")).containsExactly(0.003);
    assertThat(results.findings()).hasSize(1);
  }

  @Test
  void theMethodsOfAGroupStandBesideIt() throws IOException {
    ResultSet results =
        json(
            METRIC.formatted(
                4,
                "30",
                "ops/ms",
                metric("get", 10, "ops/ms", "[[10, 10], [10, 10]]")
                    + ","
                    + metric("put", 20, "ops/ms", "[[20, 20], [20, 20]]")));
    assertThat(names(results))
        .containsExactly("B.a/threads=4", "B.a:get/threads=4", "B.a:put/threads=4");
    assertThat(results.metrics()).containsOnlyKeys("op/sec");
  }

  @Test
  void countersOfABenchmarkAreNoMethodsOfAGroup() throws IOException {
    ResultSet results =
        json(METRIC.formatted(1, "30", "ops/ms", metric("hits", 10, "ops/ms", "[[10], [10]]")));
    assertThat(results.metrics()).containsOnlyKeys("op/sec", "hits-op/sec");
    assertThat(better(results, "hits-op/sec")).isEqualTo(Better.UNKNOWN);
  }

  @Test
  void onlyWhatIsKnownHasADirection() {
    ResultSet jmh = read("04-middle-dot/old.json");
    assertThat(better(jmh, "sec/op")).isEqualTo(Better.LOWER);
    assertThat(better(jmh, "B/op")).isEqualTo(Better.LOWER);
    assertThat(better(jmh, "gc.alloc.rate-B/sec")).isEqualTo(Better.UNKNOWN);
    assertThat(better(jmh, "gc.count")).isEqualTo(Better.UNKNOWN);
    assertThat(better(read("03-mode-all/old.json"), "op/sec")).isEqualTo(Better.HIGHER);
    assertThat(better(read("25-go-packages/old.txt"), "B/s")).isEqualTo(Better.HIGHER);
    ResultSet custom = read("27-go-custom-unit/gate-old.txt");
    assertThat(better(custom, "mgas/s")).isEqualTo(Better.HIGHER);
    assertThat(better(custom, "binary-size")).isEqualTo(Better.LOWER);
    assertThat(better(custom, "wire-bytes/op")).isEqualTo(Better.UNKNOWN);
    assertThat(better(read("27-go-custom-unit/old.txt"), "events/sec")).isEqualTo(Better.UNKNOWN);
  }

  @Test
  void whatIsCountedPerSecondHasNoDirection() throws IOException {
    String churn = metric("gc.churn.G1_Eden_Space", 10, "MB/sec", "[[10], [10]]");
    ResultSet jmh = json(METRIC.formatted(1, "1", "ms/op", churn));
    assertThat(better(jmh, "gc.churn.G1_Eden_Space-B/sec")).isEqualTo(Better.UNKNOWN);
    ResultSet go = read("27-go-custom-unit/old.txt");
    assertThat(better(go, "error_responses/sec")).isEqualTo(Better.UNKNOWN);
    assertThat(better(go, "mgas/s")).as("not declared here").isEqualTo(Better.UNKNOWN);
  }

  @Test
  void aNameWithAMiddleDotIsTheOneWithout() {
    ResultSet old = read("04-middle-dot/old.json");
    assertThat(old.metrics()).isEqualTo(read("04-middle-dot/new.json").metrics());
    assertThat(old.metrics())
        .containsOnlyKeys("sec/op", "gc.alloc.rate-B/sec", "B/op", "gc.count", "gc.time-sec");
  }

  /** The oracle is the score in the file itself, the mean of all iterations. */
  @Test
  void aResultWithoutSecondaryMetricsIsItsScoreAlone() {
    ResultSet results = read("44-odd-json/no-secondary.json");
    assertThat(names(results)).containsExactly("B.a");
    assertThat(results.metrics()).containsOnlyKeys("sec/op");
    List<Double> forks = values(results, "sec/op");
    assertThat(forks).hasSize(6);
    assertThat(forks.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
        .isCloseTo(99.83190087041524e-9, within(1e-20));
    assertThat(results.findings()).isEmpty();
  }

  @Test
  void gzipAndTestEventsAndCsvAreRead() {
    assertThat(read("18-gz/old.json.gz").measurements()).isNotEmpty();
    ResultSet events = read("28-go-test2json/old.json");
    assertThat(values(events, "sec/op")).hasSize(6);
    assertThat(events.measurements().getFirst().benchmark().name())
        .hasToString("example.com/x.Foo-4");
    ResultSet csv = read("13-opsmin-csv-log/jdk-13-hs-multiply-jmh-result.csv");
    assertThat(values(csv, "op/sec").getFirst()).isCloseTo(38236.895350 / 60, within(1e-9));
    assertThat(names(csv)).contains("FillByMultiplying.execute/dim=100/lib=ACM");
    assertThat(csv.findings().getFirst().text()).contains("holds no forks");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Benchmark  Mode  Cnt  Score  Error  Units | JMH's table as text",
        "# JMH version: 1.37 | JMH's log",
        "FLR\\0 | a JFR recording",
        "PK\\3\\4 | a zip archive",
        "a.B.c;a.B.d 12 | collapsed stacks",
        "{\"schema\": \"poolbench-run/1\"} | the context of a run",
        "{\"schema\": \"poolbench-compare/1\"} | JSON of the schema poolbench-compare/1",
        "nothing | holds no benchmark result"
      })
  void whatIsNotReadIsNamed(String content, String name) throws IOException {
    Path file = Files.writeString(folder.resolve("x"), content.translateEscapes() + "\n");
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(name);
  }

  @Test
  void aLinkLeadsNobodyOutOfARun() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Path run = Files.createDirectory(folder.resolve("run"));
    Files.createSymbolicLink(run.resolve("link"), secret);
    Files.createSymbolicLink(run.resolve("up"), folder);
    Files.writeString(run.resolve("own"), "own");
    RunFiles files = new RunFiles(run);
    assertThat(files.file("own")).isPresent();
    assertThat(files.file("link")).isEmpty();
    assertThat(files.file("up/secret")).isEmpty();
    assertThat(files.file("../secret")).isEmpty();
    Files.createSymbolicLink(folder.resolve("latest"), run);
    assertThat(new RunFiles(folder.resolve("latest")).file("own")).isPresent();
  }

  @Test
  void aPathMayHoldAnEqualsSign() throws IOException {
    Path file = Files.writeString(folder.resolve("r=1"), "BenchmarkX 1 5 B/op\n");
    assertThat(Input.of(List.of(file.toString())))
        .containsExactly(new Input(file.toString(), file.toString()));
    assertThat(Input.of(List.of("a=b.json"))).containsExactly(new Input("a", "b.json"));
  }
}
