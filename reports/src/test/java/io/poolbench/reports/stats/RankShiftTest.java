package io.poolbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Held to scipy 1.17.1; above each fact stands the command that made its values. */
final class RankShiftTest {

  private static final double[] BASE = {10.1, 10.4, 9.8, 10.0, 10.9, 10.3};
  private static final double[] NEW = {11.2, 10.8, 11.9, 11.0, 12.4, 11.5};

  /**
   * {@code mannwhitneyu(np.array(new) - t, base, "greater", method="exact").pvalue}, t 0 and .95,
   * and likewise 1.75, "less" and "greater".
   */
  @Test
  void theClaimOfAShiftHasTheExactPOfTheShiftedTest() {
    RankShift shift = RankShift.of(BASE, NEW);
    assertThat(shift.pAbove(0)).isCloseTo(0.0021645021645021645, within(1e-12));
    assertThat(shift.pAbove(0.95)).isCloseTo(0.24242424242424243, within(1e-12));
    assertThat(shift.pBelow(1.75)).isCloseTo(0.06601731601731602, within(1e-12));
    assertThat(shift.pAbove(1.75)).isCloseTo(0.9534632034632035, within(1e-12));
  }

  /** {@code fisher_exact([[7, 3], [1, 9]], "greater").pvalue}: two values, ten forks a side. */
  @Test
  void ofTwoValuesItIsFishersExactTest() {
    RankShift shift = RankShift.of(modes(10, 7), modes(10, 1));
    assertThat(shift.pAboveWithTies()).isCloseTo(0.009883305548940223, within(1e-12));
    assertThat(shift.reversed().pAboveWithTies()).isCloseTo(0.9996427720885925, within(1e-12));
  }

  /** Values of two kinds. */
  private static double[] modes(int count, int low) {
    return IntStream.range(0, count).mapToDouble(i -> i < low ? 141 : 142).toArray();
  }

  /** {@code mannwhitneyu(y, x, "greater", method="asymptotic").pvalue} of 60 against 55. */
  @Test
  void beyondFiftyTheNormalApproximationIsUsed() {
    double[] x = IntStream.rangeClosed(1, 60).mapToDouble(i -> i + i * i / 1000.0).toArray();
    double[] y = IntStream.rangeClosed(1, 55).mapToDouble(i -> i * 1.4 + 1 / 7.0).toArray();
    assertThat(RankShift.of(x, y).pAbove(0)).isCloseTo(0.03377109539322234, within(1e-12));
  }

  /** {@code mannwhitneyu(y, x, "greater", method="exact").pvalue} of 50, "asymptotic" of 51. */
  @Test
  void fiftyASideStillHaveTheExactP() {
    RankShift fifty = RankShift.of(evenNumbers(50, 0), evenNumbers(50, 21));
    assertThat(fifty.pAbove(0)).isCloseTo(0.0005275082355568335, within(1e-12));
    assertThat(fifty.pAboveWithTies()).isCloseTo(0.0005275082355568335, within(1e-12));
    assertThat(fifty.reversed().pAboveWithTies()).isCloseTo(0.9994858158885853, within(1e-12));
    RankShift more = RankShift.of(evenNumbers(51, 0), evenNumbers(51, 21));
    assertThat(more.pAbove(0)).isCloseTo(0.0006579268333955612, within(1e-12));
    assertThat(more.pAboveWithTies()).isCloseTo(0.0006579268333955612, within(1e-12));
    assertThat(more.reversed().pAboveWithTies()).isCloseTo(0.9993572386240311, within(1e-12));
  }

  private static double[] evenNumbers(int count, int above) {
    return IntStream.range(0, count).mapToDouble(i -> i * 2 + above).toArray();
  }

  /**
   * {@code fisher_exact([[17, 8], [9, 16]], "greater").pvalue} of 25. Of 26 with 17 and 8 of the
   * larger value U is 455: {@code norm.sf((455 - 26 * 26 / 2 - .5) / sqrt(26 * 26 * 53 / 12))}.
   */
  @Test
  void twentyFiveASideStillHaveTheExactPWithTies() {
    RankShift exact = RankShift.of(modes(25, 17), modes(25, 9));
    assertThat(exact.pAboveWithTies()).isCloseTo(0.023239967987359045, within(1e-12));
    RankShift normal = RankShift.of(modes(26, 18), modes(26, 9));
    assertThat(normal.pAboveWithTies()).isCloseTo(0.016499778267766028, within(1e-12));
  }

  @Test
  void samplesOfOneValueClaimNothingWithTies() {
    RankShift same = RankShift.of(new double[] {3, 3}, new double[] {3, 3, 3});
    assertThat(same.pAboveWithTies()).isEqualTo(1);
  }

  @Test
  void aShiftBeyondEveryDifferenceCannotBeClaimed() {
    RankShift shift = RankShift.of(BASE, NEW);
    assertThat(shift.pAbove(100)).isEqualTo(1);
    assertThat(shift.pBelow(-100)).isEqualTo(1);
  }

  /** U of 2 against 6 is 6 on average, and deviates by the root of 2 * 6 * 9 / 12, which is 3. */
  @Test
  void zCountsTheDeviationsOfU() {
    RankShift shift = RankShift.of(new double[] {1, 2}, new double[] {3, 4, 5, 6, 7, 8});
    assertThat(shift.z(0)).isEqualTo(2);
    // Three differences are smaller: 1 and twice 2.
    assertThat(shift.z(2.5)).isEqualTo(1);
    assertThat(shift.z(100)).isEqualTo(-2);
  }

  /** 1000000.3 - 1000000.1 is 0.20000000007 in doubles. */
  @Test
  void whatDiffersByRoundingCountsAsEqual() {
    RankShift shift = RankShift.of(new double[] {1_000_000.1}, new double[] {1_000_000.3});
    assertThat(shift.z(0.2)).isZero();
    assertThat(RankShift.of(new double[] {0, 0}, new double[] {0, 0}).z(0)).isZero();
  }

  @Test
  void equalSamplesClaimNothing() {
    RankShift same = RankShift.of(BASE, BASE);
    assertThat(same.pAbove(0)).isGreaterThan(0.5);
    assertThat(same.z(0)).isZero();
  }

  /** {@code 1 / scipy.special.comb(10, 5)}. */
  @Test
  void fiveAgainstFiveFindNothingBelowOneIn252() {
    assertThat(RankShift.smallestP(5, 5)).isCloseTo(1 / 252.0, within(1e-15));
    assertThat(RankShift.of(new double[] {1, 2, 3, 4, 5}, new double[] {6, 7, 8, 9, 10}).pAbove(0))
        .isCloseTo(1 / 252.0, within(1e-15));
  }
}
