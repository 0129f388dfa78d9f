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
    RankShift shift = RankShift.of(modes(7), modes(1));
    assertThat(shift.pAboveWithTies()).isCloseTo(0.009883305548940223, within(1e-12));
    assertThat(shift.reversed().pAboveWithTies()).isCloseTo(0.9996427720885925, within(1e-12));
  }

  /** Ten values of two kinds. */
  private static double[] modes(int low) {
    return IntStream.range(0, 10).mapToDouble(i -> i < low ? 141 : 142).toArray();
  }

  /** {@code mannwhitneyu(y, x, "greater", method="asymptotic").pvalue} of 60 against 55. */
  @Test
  void beyondFiftyTheNormalApproximationIsUsed() {
    double[] x = IntStream.rangeClosed(1, 60).mapToDouble(i -> i + i * i / 1000.0).toArray();
    double[] y = IntStream.rangeClosed(1, 55).mapToDouble(i -> i * 1.4 + 1 / 7.0).toArray();
    assertThat(RankShift.of(x, y).pAbove(0)).isCloseTo(0.03377109539322234, within(1e-12));
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
