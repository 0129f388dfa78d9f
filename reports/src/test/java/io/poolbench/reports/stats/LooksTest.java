package io.poolbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

final class LooksTest {

  private static final Looks LOOKS = Looks.UNTIL_DECIDED;
  private static final int ROWS = 10_000;
  private static final long SEED = 20261129;

  /** Whether a row stops as different at some look. */
  private static boolean differs(double[] before, double[] after) {
    return LOOKS.forks().stream().anyMatch(forks -> differs(before, after, forks));
  }

  private static boolean differs(double[] before, double[] after, int forks) {
    double alpha = LOOKS.alpha(forks);
    Sample first = Sample.of(Arrays.copyOf(before, forks));
    Sample other = Sample.of(Arrays.copyOf(after, forks));
    return new RankProcedure(alpha, 1 - alpha).compare(first, other).significant();
  }

  private static double share(DoubleSupplier before, DoubleSupplier after) {
    int claimed = 0;
    for (int row = 0; row < ROWS; row++) {
      claimed += differs(sample(before), sample(after)) ? 1 : 0;
    }
    return claimed / (double) ROWS;
  }

  private static double[] sample(DoubleSupplier forks) {
    double[] sample = new double[LOOKS.forks().getLast()];
    Arrays.setAll(sample, _ -> forks.getAsDouble());
    return sample;
  }

  @Test
  void ofTenThousandRowsWithoutADifferenceAtMostFivePercentAreClaimed() {
    SplittableRandom random = new SplittableRandom(SEED);
    assertThat(share(random::nextGaussian, random::nextGaussian)).isBetween(0.03, 0.05);
  }

  @Test
  void forksThatComeInTwoModesClaimNoMore() {
    SplittableRandom random = new SplittableRandom(SEED);
    DoubleSupplier modes = () -> random.nextBoolean() ? 38 : 40;
    assertThat(share(modes, modes)).isLessThanOrEqualTo(0.05);
  }

  @Test
  void forksWithHeavyTailsClaimNoMore() {
    SplittableRandom random = new SplittableRandom(SEED);
    DoubleSupplier forks = () -> Math.exp(2 * random.nextGaussian());
    assertThat(share(forks, forks)).isLessThanOrEqualTo(0.05);
  }

  @Test
  void aDifferenceOfTwoDeviationsIsFoundInMostRows() {
    SplittableRandom random = new SplittableRandom(SEED);
    assertThat(share(random::nextGaussian, () -> 2 + random.nextGaussian())).isGreaterThan(0.97);
  }

  /** scipy.stats.mannwhitneyu(method='exact') of 0..n-1 against values with that U. */
  @Test
  void fourForksThatLieApartAreDecidedAndNoOthersOfFour() {
    double[] low = {1, 2, 3, 4};
    assertThat(differs(low, new double[] {5, 6, 7, 8}, 4)).isTrue();
    assertThat(differs(low, new double[] {3.5, 6, 7, 8}, 4)).isFalse();
  }

  @Test
  void sixForksMayOverlapInTwoPairs() {
    double[] low = {1, 2, 3, 4, 5, 6};
    assertThat(differs(low, new double[] {4.5, 7, 8, 9, 10, 11}, 6)).isTrue();
    assertThat(differs(low, new double[] {3.5, 7, 8, 9, 10, 11}, 6)).isFalse();
  }

  @Test
  void whatEndsBetweenTwoLooksIsHeldAgainstTheNextOne() {
    assertThat(LOOKS.alpha(5)).isEqualTo(LOOKS.alpha(6));
    assertThat(LOOKS.alpha(4)).isGreaterThan(LOOKS.alpha(5));
    assertThat(LOOKS.alpha(30)).isEqualTo(LOOKS.alpha(16));
  }

  @Test
  void looksOfAnotherDesignAreNotTheirs() {
    assertThat(Looks.after(List.of(4, 6, 10, 16))).contains(LOOKS);
    assertThat(Looks.after(List.of(10))).isEmpty();
  }
}
