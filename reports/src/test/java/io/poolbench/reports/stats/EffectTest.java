package io.poolbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Held to R 4.2.2; above each fact stands the command that made its values. */
final class EffectTest {

  private static final double[] BASE = {10.1, 10.4, 9.8, 10.0, 10.9, 10.3};
  private static final double[] NEW = {11.2, 10.8, 11.9, 11.0, 12.4, 11.5};

  /** {@code wilcox.test(new, base, conf.int=TRUE, exact=TRUE, conf.level=0.95)}, and at 0.99. */
  @Test
  void hodgesLehmannAgreesWithR() {
    HodgesLehmann at95 = HodgesLehmann.shift(Sample.of(BASE), Sample.of(NEW), 0.95);
    assertThat(at95.shift()).isCloseTo(1.15, within(1e-12));
    assertThat(at95.low()).isCloseTo(0.6, within(1e-12));
    assertThat(at95.high()).isCloseTo(2.0, within(1e-12));
    HodgesLehmann at99 = HodgesLehmann.shift(Sample.of(BASE), Sample.of(NEW), 0.99);
    assertThat(at99.low()).isCloseTo(0.3, within(1e-12));
    assertThat(at99.high()).isCloseTo(2.3, within(1e-12));
  }

  /** {@code exp(w$estimate), exp(w$conf.int)} of {@code wilcox.test(log(new), log(base), ...)}. */
  @Test
  void theRatioIsTheShiftOfLogarithms() {
    HodgesLehmann ratio = HodgesLehmann.ratio(Sample.of(BASE), Sample.of(NEW), 0.95);
    assertThat(ratio.shift()).isCloseTo(1.11270139433883, within(1e-12));
    assertThat(ratio.low()).isCloseTo(1.05504587155963, within(1e-12));
    assertThat(ratio.high()).isCloseTo(1.19230769230769, within(1e-12));
  }

  /**
   * {@code x <- 1:60 + (1:60)^2/1000; y <- 1:55 * 1.2 + 1/7; wilcox.test(y, x, conf.int=TRUE,
   * exact=TRUE)}.
   */
  @Test
  void beyondFiftyTheNormalApproximationFindsTheRanksOfTheExactTest() {
    double[] x = IntStream.rangeClosed(1, 60).mapToDouble(i -> i + i * i / 1000.0).toArray();
    double[] y = IntStream.rangeClosed(1, 55).mapToDouble(i -> i * 1.2 + 1 / 7.0).toArray();
    HodgesLehmann shift = HodgesLehmann.shift(Sample.of(x), Sample.of(y), 0.95);
    assertThat(shift.shift()).isCloseTo(2.03485714285714, within(1e-9));
    assertThat(shift.low()).isCloseTo(-5.23314285714286, within(1e-9));
    assertThat(shift.high()).isCloseTo(9.32685714285714, within(1e-9));
  }

  @Test
  void threeAgainstThreeBoundNothingAt95Percent() {
    HodgesLehmann shift = HodgesLehmann.shift(Sample.of(1, 2, 3), Sample.of(7, 8, 9), 0.95);
    assertThat(shift.low()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(shift.high()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  /**
   * {@code d = sorted(b - a for a in x for b in y); d[k - 1], d[2500 - k]} in Python, where k = 878
   * is the largest with {@code 2 * sum(ways(50, 50)[:k]) / comb(100, 50) <= .01}, and {@code
   * ways(n, m)[u] = ways(n - 1, m)[u - m] + ways(n, m - 1)[u]}. The normal approximation has 876.
   */
  @Test
  void fiftyASideStillHaveTheRanksOfTheExactTest() {
    double[] x = IntStream.rangeClosed(1, 50).mapToDouble(i -> i + i * i / 1000.0).toArray();
    double[] y = IntStream.rangeClosed(1, 50).mapToDouble(i -> i * 1.2 + 1 / 7.0).toArray();
    HodgesLehmann shift = HodgesLehmann.shift(Sample.of(x), Sample.of(y), 0.99);
    assertThat(shift.low()).isCloseTo(-4.786142857142856, within(1e-9));
    assertThat(shift.high()).isCloseTo(13.658857142857144, within(1e-9));
  }

  /** Of the 52 ranks that the one may take, even the first and last are 2 / 52. */
  @Test
  void oneAgainstFiftyOneBoundsNothingAt99Percent() {
    double[] many = IntStream.range(0, 51).mapToDouble(i -> i).toArray();
    HodgesLehmann shift = HodgesLehmann.shift(Sample.of(7), Sample.of(many), 0.99);
    assertThat(shift.low()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(shift.high()).isEqualTo(Double.POSITIVE_INFINITY);
  }

  /** Of eight ranks that the one may take alike, six lie between the others. */
  @Test
  void oneAgainstSevenIsBoundByAllOfThemAtExactly75Percent() {
    HodgesLehmann shift = HodgesLehmann.shift(Sample.of(0), Sample.of(1, 2, 3, 4, 5, 6, 7), 0.75);
    assertThat(shift.low()).isEqualTo(1);
    assertThat(shift.high()).isEqualTo(7);
  }

  /** Sorted: 4, 5, 5, 6, 6, 7, 7, 8, 9. */
  @Test
  void withoutConfidenceTheIntervalOfAnOddNumberOfPairsIsTheShiftItself() {
    HodgesLehmann shift = HodgesLehmann.shift(Sample.of(1, 2, 3), Sample.of(7, 8, 10), 0);
    assertThat(shift).isEqualTo(new HodgesLehmann(6, 6, 6));
  }

  @Test
  void thereIsNoRatioToZero() {
    assertThat(HodgesLehmann.ratio(Sample.of(0, 1, 2), Sample.of(1, 2, 3), 0.95).shift()).isNaN();
    assertThat(HodgesLehmann.ratio(Sample.of(1, 2, 3), Sample.of(0, 1, 2), 0.95).shift()).isNaN();
  }

  /** {@code p.adjust(c(.01,.04,.03,.005,.5), "holm")} and {@code "BH"}. */
  @Test
  void adjustedPAgreeWithR() {
    double[] p = {.01, .04, .03, .005, .5};
    assertThat(ManyTests.holm(p))
        .containsExactly(new double[] {.04, .09, .09, .025, .5}, within(1e-12));
    assertThat(ManyTests.benjaminiHochberg(p))
        .containsExactly(new double[] {.025, .05, .05, .025, .5}, within(1e-12));
  }

  /** {@code p.adjust(c(.01,NA,.03), "holm", n=3)} and {@code "BH"}. */
  @Test
  void aMissingPStaysMissingButWasAsked() {
    double[] p = {.01, Double.NaN, .03};
    assertThat(ManyTests.holm(p))
        .satisfies(
            adjusted -> {
              assertThat(adjusted[0]).isCloseTo(.03, within(1e-12));
              assertThat(adjusted[1]).isNaN();
              assertThat(adjusted[2]).isCloseTo(.06, within(1e-12));
            });
    assertThat(ManyTests.benjaminiHochberg(p))
        .satisfies(
            adjusted -> {
              assertThat(adjusted[0]).isCloseTo(.03, within(1e-12));
              assertThat(adjusted[1]).isNaN();
              assertThat(adjusted[2]).isCloseTo(.045, within(1e-12));
            });
  }
}
