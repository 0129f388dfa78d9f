package io.poolbench.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.harness.jar.JarListing;
import io.poolbench.harness.plan.GoName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the texts of any JMH are read as: its listing, its JSON, its log. */
final class JmhMetricsTest {

  private static JsonNode result(String mode, String primary, String secondary) {
    return JsonMapper.shared()
        .readTree(
            """
            [{"mode":"%s","threads":2,"measurementIterations":5,"measurementTime":"100 ms",
              "measurementBatchSize":1,"primaryMetric":%s,"secondaryMetrics":{%s}}]
            """
                .formatted(mode, primary, secondary));
  }

  private static String metric(String score, String unit) {
    return "{\"score\":%s,\"scoreUnit\":\"%s\"}".formatted(score, unit);
  }

  @Test
  void timesOfAnyUnitAreNanosecondsPerOperation() {
    assertThat(JmhMetrics.of(result("avgt", metric("2.5", "us/op"), "")))
        .containsExactly(entry("ns/op", 2500.0));
  }

  @Test
  void throughputOfAnyUnitIsOperationsPerSecond() {
    assertThat(JmhMetrics.of(result("thrpt", metric("2.5", "ops/ms"), "")))
        .containsExactly(entry("op/sec", 2500.0));
  }

  @Test
  void metricsOfProfilersOfAnOldJmhHaveAMiddleDot() {
    String old = "\"·gc.alloc.rate.norm\":" + metric("24", "B/op");
    assertThat(JmhMetrics.of(result("avgt", metric("1", "ns/op"), old)))
        .containsEntry("B/op", 24.0);
  }

  @Test
  void collectionsAreRelatedToTheOperationsThatTheScoreStandsFor() {
    String gc = "\"gc.count\":" + metric("4", "counts") + ",\"gc.time\":" + metric("8", "ms");
    JsonNode result = result("avgt", metric("1000", "ns/op"), gc);
    assertThat(JmhMetrics.operations(result)).as("2 threads, 0.5 s, 1 us").isEqualTo(1_000_000);
    assertThat(JmhMetrics.of(result)).containsEntry("gc-count/Mop", 4.0);
    assertThat(JmhMetrics.of(result).get("gc-sec/op")).isCloseTo(8e-9, within(1e-15));
  }

  @Test
  void countersOfTheBenchmarkKeepTheirNames() {
    String counters = "\"hits\":" + metric("7", "#") + ",\"put\":" + metric("3", "ms/op");
    assertThat(JmhMetrics.of(result("avgt", metric("1", "ns/op"), counters)))
        .containsEntry("hits-events", 7.0)
        .containsEntry("put-ns/op", 3e6);
  }

  @Test
  void countersAreCountedPerOperationByWhateverRateJmhMakesOfThem() {
    String counters = "\"hits\":" + metric("30", "ops/ms") + ",\"size\":" + metric("7", "#");
    assertThat(JmhMetrics.counters(result("thrpt", metric("10", "ops/ms"), counters)))
        .containsExactly(entry("hits/op", 3.0), entry("size-events", 7.0));
    String times = "\"hits\":" + metric("0.5", "us/op");
    assertThat(JmhMetrics.counters(result("avgt", metric("1.5", "us/op"), times)))
        .containsExactly(entry("hits/op", 3.0));
  }

  @Test
  void whatIsNoCounterIsNotCounted() {
    String gc = "\"gc.count\":" + metric("4", "counts") + ",\"gc.time\":" + metric("8", "ms");
    assertThat(JmhMetrics.counters(result("avgt", metric("1", "ns/op"), gc))).isEmpty();
    String percentile = "\"get:p0.50\":" + metric("4", "ns/op");
    assertThat(JmhMetrics.counters(result("sample", metric("1", "ns/op"), percentile))).isEmpty();
  }

  @Test
  void ofACounterOfWhichATimeHasNoNumberThereAreNone() {
    for (String score : new String[] {"\"NaN\"", "\"+INF\""}) {
      String never = "\"hits\":" + raw(score, score + "," + score);
      assertThat(JmhMetrics.counters(result("avgt", metric("1", "ns/op"), never)))
          .containsExactly(entry("hits/op", 0.0));
      String once = "\"hits\":" + raw(score, score + ",3");
      assertThat(JmhMetrics.counters(result("avgt", metric("1", "ns/op"), once)))
          .as("an iteration had some: the mean of all does not tell how many")
          .isEmpty();
    }
    String never = "\"hits\":" + raw("0", "0,0");
    assertThat(JmhMetrics.counters(result("thrpt", metric("1", "ops/s"), never)))
        .containsExactly(entry("hits/op", 0.0));
  }

  private static String raw(String score, String iterations) {
    return "{\"score\":%s,\"scoreUnit\":\"%s\",\"rawData\":[[%s]]}"
        .formatted(score, score.equals("0") ? "ops/s" : "ns/op", iterations);
  }

  @Test
  void aScoreThatIsNoNumberIsLeftOut() {
    assertThat(JmhMetrics.of(result("avgt", metric("\"NaN\"", "ns/op"), ""))).isEmpty();
    assertThat(JmhMetrics.operations(result("avgt", metric("\"NaN\"", "ns/op"), ""))).isOne();
  }

  @Test
  void aListingMayHoldNoiseAndAMethodForEachOfItsModes() {
    assertThat(
            JarListing.parse(
                List.of(
                    "WARNING: A terminally deprecated method has been called",
                    "Benchmarks: ",
                    "org.example.Map.get",
                    "  param \"size\" = {1, 10}",
                    "  param \"kind\" = {}",
                    "org.example.Map.put",
                    "org.example.Map.put")))
        .isEqualTo(
            Map.of(
                "org.example.Map.get",
                Map.of("size", List.of("1", "10"), "kind", List.of("")),
                "org.example.Map.put",
                Map.of()));
  }

  @Test
  void valuesThatWouldBreakAGoNameAreEscaped() {
    assertThat(GoName.escape("a b/c%-8")).isEqualTo("a%20b%2Fc%25-8");
    assertThat(GoName.escapeLast("lru-2")).isEqualTo("lru%2D2");
    assertThat(GoName.of(Map.of("path", "/tmp"))).isEqualTo("path=%2Ftmp");
    assertThat(GoName.of(Map.of("variant", "a"))).isEqualTo("param.variant=a");
  }

  @Test
  void aFailureIsNamedByItsRootCause() {
    assertThat(
            JmhLog.why(
                List.of(
                    "# Warmup Iteration   1: <failure>",
                    "",
                    "java.lang.ExceptionInInitializerError",
                    "\tat org.example.Map.get(Map.java:3)",
                    "Caused by: java.io.FileNotFoundException: data.json",
                    "",
                    "ERROR: org.openjdk.jmh.runner.RunnerException: Benchmark caught the exception"),
                1))
        .isEqualTo("java.io.FileNotFoundException: data.json");
  }

  @Test
  void aJvmThatDoesNotStartIsNamedByWhatItSaid() {
    assertThat(
            JmhLog.why(
                List.of(
                    "<forked VM failed with exit code 1>",
                    "<stdout last='20 lines'>",
                    "</stdout>",
                    "<stderr last='20 lines'>",
                    "Unrecognized VM option 'UseCompactObjectHeaders'",
                    "</stderr>"),
                1))
        .isEqualTo("Unrecognized VM option 'UseCompactObjectHeaders'");
  }

  @Test
  void whatSaysNothingEndsWithItsExitCode() {
    assertThat(JmhLog.why(List.of("# JMH version: 1.37"), 137))
        .isEqualTo("JMH ended with exit code 137");
  }
}
