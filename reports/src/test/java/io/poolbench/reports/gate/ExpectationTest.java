package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

final class ExpectationTest {

  private static final double[] FIRST = {102, 100, 103, 101};
  private static final double[] HALF = {52, 54, 50, 51};

  /**
   * Their ratio: {@code b = np.log([100, 101, 102, 103]); v = np.log([50, 51, 52, 54]);
   * np.exp(np.median(np.subtract.outer(v, b)))}.
   */
  private static final double RATIO = 0.507371404963127;

  private final List<Measurement> measurements = new ArrayList<>();

  private void add(String path, String unit, double... forks) {
    measurements.add(new Measurement(new Benchmark("run", path, Map.of()), unit, unit, forks));
  }

  private Arms arms() {
    return Arms.of(
        new ResultSet(
            measurements,
            Map.of(
                "B/op", new Metric("B/op", Better.LOWER, Assumption.SAMPLED),
                "sec/op", new Metric("sec/op", Better.LOWER, Assumption.SAMPLED),
                "op/sec", new Metric("op/sec", Better.HIGHER, Assumption.SAMPLED),
                "gc-sec/op", new Metric("gc-sec/op", Better.LOWER, Assumption.SAMPLED)),
            List.of(),
            List.of()));
  }

  private static Arms arms(String unit, double[] before, double[] after) {
    ExpectationTest run = new ExpectationTest();
    run.add("X/variant=before", unit, before);
    run.add("X/variant=after", unit, after);
    return run.arms();
  }

  private static List<Expectation> of(String unit, double[] before, double[] after) {
    return Expectation.of(arms(unit, before, after));
  }

  /** That the share was half, and may become three fifths; of what was 100 bytes, 189 may be. */
  private static Expectation.Answer judge(double[] before, double[] after) {
    return expected("B/op", OptionalDouble.of(100)).judge(arms("B/op", before, after)).answer();
  }

  private static Expectation expected(String unit, OptionalDouble after) {
    return new Expectation("X", unit, "before", "after", 0.5, 0.6, after);
  }

  /**
   * Of four against four the interval is from the smallest to the largest of all 16 ratios, 50/103
   * to 54/100, and there are .05 beyond it.
   */
  @Test
  void aSavingThatFourForksShowIsExpectedWithSomeSlack() {
    assertThat(of("B/op", FIRST, HALF))
        .singleElement()
        .satisfies(
            saving -> {
              assertThat(saving.benchmark()).isEqualTo("X");
              assertThat(saving.unit()).isEqualTo("B/op");
              assertThat(saving.base()).isEqualTo("before");
              assertThat(saving.variant()).isEqualTo("after");
              assertThat(saving.ratio()).isCloseTo(RATIO, within(1e-12));
              assertThat(saving.most()).isCloseTo(0.54 + 0.05, within(1e-12));
            });
  }

  @Test
  void ofBytesTheLowerMedianIsKeptAndOfTimesNothing() {
    assertThat(of("B/op", FIRST, HALF).getFirst().after()).hasValue(51);
    assertThat(of("B/op", FIRST, new double[] {52, 54, 50, 51, 53}).getFirst().after())
        .hasValue(52);
    assertThat(of("sec/op", FIRST, HALF).getFirst().after()).isEmpty();
  }

  @Test
  void threeForksOfEitherArmShowNoSaving() {
    assertThat(of("B/op", FIRST, new double[] {50, 51, 52})).isEmpty();
    assertThat(of("B/op", new double[] {100, 101, 102}, HALF)).isEmpty();
  }

  @Test
  void whatDoesNotSaveIsNotExpected() {
    assertThat(of("B/op", FIRST, FIRST)).isEmpty();
    assertThat(of("B/op", HALF, FIRST)).isEmpty();
  }

  /** Forks that take nothing have no interval: their largest share of the first variant counts. */
  @Test
  void aBoundOf99PerCentBoundsNothing() {
    double[] hundred = {100, 100, 100, 100};
    assertThat(of("B/op", hundred, new double[] {0, 0, 0, 94})).isEmpty();
    assertThat(of("B/op", hundred, new double[] {0, 0, 0, 93}))
        .singleElement()
        .satisfies(
            saving -> {
              assertThat(saving.ratio()).isEqualTo(0.93);
              assertThat(saving.most()).isCloseTo(0.98, within(1e-12));
            });
  }

  @Test
  void ofEveryVariantButTheFirstSavingsAreExpected() {
    add("X/variant=before", "B/op", FIRST);
    add("X/variant=after", "B/op", HALF);
    add("X/variant=best", "B/op", 1, 1, 1, 1);
    assertThat(Expectation.of(arms()))
        .extracting(Expectation::base, Expectation::variant)
        .containsExactly(tuple("before", "after"), tuple("before", "best"));
  }

  @Test
  void noSavingIsExpectedOfRatesAndCollectionsAndOfBenchmarksWithoutVariants() {
    assertThat(of("op/sec", FIRST, HALF)).isEmpty();
    assertThat(of("gc-sec/op", FIRST, HALF)).isEmpty();
    // No metric of the results.
    assertThat(of("allocs/op", FIRST, HALF)).isEmpty();
    add("X", "B/op", FIRST);
    add("Y", "B/op", HALF);
    assertThat(arms().places()).isEmpty();
    assertThat(Expectation.of(arms())).isEmpty();
  }

  @Test
  void aSavingHoldsAsLongAsTheWholeIntervalIsBelowTheBound() {
    double[] two = {200, 200, 200, 200};
    assertThat(judge(two, new double[] {90, 100, 110, 119})).isEqualTo(Expectation.Answer.HOLDS);
    assertThat(judge(two, new double[] {90, 100, 110, 121}))
        .isEqualTo(Expectation.Answer.INCONCLUSIVE);
    assertThat(judge(two, new double[] {121, 122, 123, 124})).isEqualTo(Expectation.Answer.LOST);
  }

  /** Ratios of 1 are met to the bit. */
  @Test
  void aShareOfJustTheBoundHoldsAndOneThatBeginsThereIsNotLost() {
    Expectation asMuch =
        new Expectation("X", "sec/op", "before", "after", 0.9, 1, OptionalDouble.empty());
    double[] hundred = {100, 100, 100, 100};
    assertThat(asMuch.judge(arms("sec/op", hundred, hundred)).answer())
        .isEqualTo(Expectation.Answer.HOLDS);
    assertThat(asMuch.judge(arms("sec/op", hundred, new double[] {100, 100, 100, 200})).answer())
        .isEqualTo(Expectation.Answer.INCONCLUSIVE);
  }

  /** 1.25 times 100 and 64 bytes: what the base takes leaves the share far below its bound. */
  @Test
  void whatTakesAQuarterAnd64BytesMoreThanWasAcceptedHasGrown() {
    double[] much = {10_000, 10_000, 10_000, 10_000};
    assertThat(judge(much, new double[] {180, 189, 189, 189})).isEqualTo(Expectation.Answer.HOLDS);
    assertThat(judge(much, new double[] {189, 190, 190, 190}))
        .isEqualTo(Expectation.Answer.INCONCLUSIVE);
    assertThat(judge(much, new double[] {190, 190, 191, 190})).isEqualTo(Expectation.Answer.GROWN);
  }

  @Test
  void timesMayBeAnyOnAnotherMachineAsLongAsTheShareHolds() {
    Expectation.Judged judged =
        expected("sec/op", OptionalDouble.empty())
            .judge(arms("sec/op", new double[] {1e6, 1e6, 1e6, 1e6}, HALF));
    assertThat(judged.answer()).isEqualTo(Expectation.Answer.HOLDS);
  }

  @Test
  void whatIsJudgedHasItsRatioAndItsInterval() {
    Expectation expectation = expected("B/op", OptionalDouble.of(100));
    Expectation.Judged judged = expectation.judge(arms("B/op", FIRST, HALF));
    assertThat(judged.expectation()).isEqualTo(expectation);
    assertThat(judged.ratio()).isCloseTo(RATIO, within(1e-12));
    assertThat(judged.low()).isCloseTo(50 / 103.0, within(1e-12));
    assertThat(judged.high()).isCloseTo(0.54, within(1e-12));
  }

  @Test
  void whatTakesNothingHasNoShareFromZeroToItsLargest() {
    Expectation.Judged judged =
        expected("B/op", OptionalDouble.of(0))
            .judge(arms("B/op", new double[] {100, 100, 100, 200}, new double[] {0, 0, 0, 10}));
    assertThat(judged.answer()).isEqualTo(Expectation.Answer.HOLDS);
    assertThat(judged.ratio()).isEqualTo(0.1);
    assertThat(judged.low()).isZero();
    assertThat(judged.high()).isEqualTo(0.1);
  }

  @Test
  void threeForksOfEitherArmAreMissingOnesWithTheWidestOfAllRatios() {
    double[] three = {101, 100, 102};
    Expectation expectation = expected("B/op", OptionalDouble.of(100));
    Expectation.Judged judged = expectation.judge(arms("B/op", three, new double[] {50, 51, 52}));
    assertThat(judged.answer()).isEqualTo(Expectation.Answer.MISSING);
    // Of the nine ratios four are below the one in the middle.
    assertThat(judged.ratio()).isCloseTo(51 / 101.0, within(1e-12));
    assertThat(judged.low()).isCloseTo(50 / 102.0, within(1e-12));
    assertThat(judged.high()).isCloseTo(0.52, within(1e-12));
    assertThat(judge(three, HALF)).isEqualTo(Expectation.Answer.MISSING);
    assertThat(judge(FIRST, new double[] {50, 51, 52})).isEqualTo(Expectation.Answer.MISSING);
  }

  @Test
  void aFirstVariantThatTakesNothingHasNoShares() {
    Expectation.Judged judged =
        expected("B/op", OptionalDouble.of(100))
            .judge(arms("B/op", new double[] {0, 100, 100, 100}, HALF));
    assertThat(judged.answer()).isEqualTo(Expectation.Answer.MISSING);
    assertThat(judged.ratio()).isNaN();
    assertThat(judged.low()).isNaN();
    assertThat(judged.high()).isNaN();
  }

  @Test
  void whatWasNotMeasuredIsMissing() {
    Expectation expectation = expected("B/op", OptionalDouble.of(100));
    assertThat(expectation.judge(arms("sec/op", FIRST, HALF)).answer())
        .isEqualTo(Expectation.Answer.MISSING);
    add("X/variant=after", "B/op", HALF);
    assertThat(expectation.judge(arms()).answer()).isEqualTo(Expectation.Answer.MISSING);
    measurements.clear();
    add("X/variant=before", "B/op", FIRST);
    assertThat(expectation.judge(arms()).answer()).isEqualTo(Expectation.Answer.MISSING);
    assertThat(expectation.judge(arms()).ratio()).isNaN();
  }
}
