package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.model.StoredRuns;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class CalibrationTest {

  private static StoredRun run(List<StoredRun.Trial> trials) {
    return StoredRuns.of("a", List.of(), trials);
  }

  private static final StoredRun RUN = run(List.of());

  private static List<Calibration> of(StoredRun run, Rule rule, List<Measurement> measurements) {
    Map<String, Metric> metrics = new HashMap<>();
    for (Measurement each : measurements) {
      Better better = each.unit().equals("op/sec") ? Better.HIGHER : Better.LOWER;
      metrics.put(each.unit(), new Metric(each.unit(), better, Assumption.SAMPLED));
    }
    ResultSet results = new ResultSet(measurements, metrics, List.of(run), List.of());
    return Calibration.of(results, run, rule);
  }

  private static Calibration of(String unit, double[] base, double[] head) {
    return of(
            RUN,
            Rule.STANDARD,
            List.of(measurement("base", unit, base), measurement("head", unit, head)))
        .getFirst();
  }

  private static Measurement measurement(String arm, String unit, double... forks) {
    return new Measurement(new Benchmark("a", "X/variant=" + arm, Map.of()), unit, unit, forks);
  }

  /** {@code a <- c(10,11,12); b <- c(20,21,22,23); sqrt((2*var(log(a)) + 3*var(log(b))) / 5)}. */
  @Test
  void theSpreadIsPooledOverTheArmsAndKnowsNoDifferenceBetweenThem() {
    Calibration calibration =
        of("sec/op", new double[] {10, 11, 12}, new double[] {20, 21, 22, 23});
    assertThat(calibration.forks()).isEqualTo(7);
    assertThat(calibration.spread()).isCloseTo(0.0741424507529, within(1e-9));
    assertThat(calibration.exact()).isFalse();
  }

  @Test
  void moreForksSeeSmallerChangesButNeverLessThanTheGateTolerates() {
    List<Double> seen =
        List.copyOf(
            of("sec/op", new double[] {10, 10.1}, new double[] {10, 10.2}).detectable().values());
    assertThat(seen).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(seen).allMatch(ratio -> ratio > 1 + 0.02);
  }

  @Test
  void bytesThatDoNotVaryAreExact() {
    assertThat(of("B/op", new double[] {24, 24}, new double[] {40, 40}).exact()).isTrue();
  }

  private static final double[] NOISY = {10, 11, 12};
  private static final double[] OTHER = {20, 21, 22, 23};

  /**
   * With the spread of above, in a gate of one question and of two; five and seven forks cannot
   * show anything, since 1 / C(10, 5) and 1 / C(14, 7) are more than the first looks may spend:
   *
   * <pre>{@code
   * looks = [5, 7, 10, 14, 20, 28, 40]
   * for i, n in enumerate(looks):
   *     level = .009 * ((n/40)**3 - ((looks[i-1]/40)**3 if i else 0)) / questions
   *     error = spread * sqrt(2/n) * sqrt(pi/3)
   *     beyond = log1p(.02) + error * norm.isf(level * .05 / .009)
   *     exp(max(error * norm.isf(level), beyond) + error * norm.ppf(.9))
   * }</pre>
   */
  @Test
  void whatWouldBeSeenDependsOnTheForksAndOnWhatSharesTheError() {
    Calibration alone = of("sec/op", NOISY, OTHER);
    assertThat(alone.detectable().keySet()).containsExactly(5, 7, 10, 14, 20, 28, 40);
    assertThat(alone.detectable().get(5)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(alone.detectable().get(7)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(alone.detectable().get(10)).isCloseTo(1.1908736067310164, within(1e-9));
    assertThat(alone.detectable().get(40)).isCloseTo(1.0754822315885793, within(1e-9));
    List<Measurement> two =
        List.of(
            measurement("base", "sec/op", NOISY),
            measurement("head", "sec/op", OTHER),
            measurement("base", "op/sec", NOISY));
    assertThat(of(RUN, Rule.STANDARD, two).getFirst().detectable().get(10))
        .isCloseTo(1.1985995827017704, within(1e-9));
  }

  @Test
  void whatDoesNotVaryTakesNoShareOfTheError() {
    List<Measurement> withBytes =
        List.of(
            measurement("base", "B/op", 24, 24),
            measurement("base", "sec/op", NOISY),
            measurement("head", "sec/op", OTHER));
    assertThat(of(RUN, Rule.STANDARD, withBytes).getLast().detectable())
        .isEqualTo(of("sec/op", NOISY, OTHER).detectable());
  }

  /** Five apart from five have a p of 1/252. */
  @Test
  void forksAreEnoughWhoseSmallestPIsWhatMayBeSpent() {
    List<Measurement> noisy = List.of(measurement("base", "sec/op", NOISY));
    Rule enough = new Rule(1 / 252.0, 0.05, 0.025, List.of(5));
    assertThat(of(RUN, enough, noisy).getFirst().detectable().get(5)).isLessThan(2);
    Rule tooLittle = new Rule(1 / 253.0, 0.05, 0.025, List.of(5));
    assertThat(of(RUN, tooLittle, noisy).getFirst().detectable().get(5)).isInfinite();
  }

  @Test
  void oneForkOfEachArmHasNoSpread() {
    assertThat(of("sec/op", new double[] {10}, new double[] {20}).spread()).isNaN();
    assertThat(of("sec/op", new double[] {10}, OTHER).spread())
        .isEqualTo(of("sec/op", new double[0], OTHER).spread());
  }

  @Test
  void collectionsAreNotCalibrated() {
    assertThat(of(RUN, Rule.STANDARD, List.of(measurement("base", "gc-sec/op", NOISY)))).isEmpty();
  }

  @Test
  void forksOfOtherRunsAreNotThisRunsNoise() {
    List<Measurement> both =
        List.of(
            measurement("base", "sec/op", NOISY),
            new Measurement(
                new Benchmark("b", "X/variant=base", Map.of()), "sec/op", "sec/op", 99, 98));
    assertThat(of(RUN, Rule.STANDARD, both).getFirst().forks()).isEqualTo(3);
  }

  private static StoredRun.Trial trial(
      String benchmark, String arm, double slow, Map<String, Double> metrics) {
    List<Double> iterations = IntStream.range(0, 20).mapToObj(i -> i < 10 ? 1 : slow).toList();
    return new StoredRun.Trial(
        0, 0, "timing", benchmark, arm, "done", "", 0, "", "", iterations, metrics, Map.of());
  }

  /** Two forks, whose low half of iterations is the same and whose high half is 1.5 and 3. */
  private static double spread(String unit, Map<String, Double> metrics) {
    StoredRun run =
        run(
            List.of(
                trial("X", "base", 1.5, metrics),
                trial("X", "base", 3, metrics),
                // Neither of these is a fork of that arm.
                trial("X", "head", 99, metrics),
                trial("Y", "base", 99, metrics)));
    return of(run, Rule.STANDARD, List.of(measurement("base", unit, 1.2, 1.2))).getFirst().spread();
  }

  /** Of two values the deviation is their distance by the root of two. */
  @Test
  void whereIterationsAreKnownTheQuickEndIsWhatVaries() {
    assertThat(spread("sec/op", Map.of("sec/op", 1.2))).isZero();
    assertThat(spread("op/sec", Map.of("op/sec", 1.2)))
        .isCloseTo(Math.log(2) / Math.sqrt(2), within(1e-12));
  }

  @Test
  void iterationsOfAnotherMetricOrOfOtherForksTellNothing() {
    Map<String, Double> second = new LinkedHashMap<>();
    second.put("sec/op", 1.0);
    second.put("op/sec", 1.2);
    assertThat(spread("op/sec", second)).as("its forks are 1.2 and 1.2").isZero();
    assertThat(spread("op/sec", Map.of("sec/op", 1.0))).isZero();
    assertThat(spread("B/op", Map.of("B/op", 1.2))).as("bytes have no quick end").isZero();
    StoredRun half =
        run(
            List.of(
                trial("X", "base", 1.5, Map.of("op/sec", 1.2)),
                new StoredRun.Trial(
                    0,
                    0,
                    "timing",
                    "X",
                    "base",
                    "done",
                    "",
                    0,
                    "",
                    "",
                    List.of(),
                    Map.of("op/sec", 1.2),
                    Map.of())));
    assertThat(
            of(half, Rule.STANDARD, List.of(measurement("base", "op/sec", 1.2, 1.2)))
                .getFirst()
                .spread())
        .isZero();
  }
}
