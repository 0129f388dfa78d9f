package io.poolbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.junit.jupiter.api.Test;

/**
 * Against enumeration of every deal, against commons-statistics, and against the library under
 * benchstat: {@code stats.MannWhitneyUTest(a, b, stats.LocationDiffers).P} of
 * github.com/aclements/go-moremath f10218a, printed with {@code fmt.Println}.
 */
final class MannWhitneyTest {

  private static final double RELATIVE = 1e-12;

  @Test
  void smallSamplesApartHaveTheSmallestP() {
    assertThat(p(new double[] {1, 2, 3}, new double[] {4, 5, 6})).isEqualTo(0.1);
    assertClose(
        p(new double[] {1, 2, 3, 4, 5, 6}, new double[] {7, 8, 9, 10, 11, 12}),
        0.002164502164502165);
  }

  @Test
  void twoConstantsAreAsFarApartAsTwoDisjointSamples() {
    assertClose(
        p(new double[] {1, 1, 1, 1, 1, 1}, new double[] {2, 2, 2, 2, 2, 2}), 0.0021645021645021645);
  }

  @Test
  void tiesCountHalf() {
    assertClose(
        p(new double[] {1, 2, 2, 3, 3, 4}, new double[] {2, 3, 4, 4, 5, 5}), 0.11255411255411256);
    assertClose(p(values(25, i -> i % 5), values(25, i -> i % 5 + i % 2)), 0.2928960650671904);
  }

  @Test
  void unequalSizesWithoutTies() {
    assertClose(
        p(new double[] {1, 3, 5, 7, 9}, new double[] {2, 4, 6, 8, 10, 12, 14}),
        0.26767676767676774);
  }

  @Test
  void fiftyPerSideAreStillExact() {
    assertClose(p(values(50, i -> i * 2), values(50, i -> i * 2 + 21)), 0.001055016471113676);
  }

  @Test
  void beyondThatTheNormalApproximationTakesOver() {
    assertClose(p(values(26, i -> i % 5), values(26, i -> i % 5 + i % 2)), 0.2554990925908567);
    assertClose(p(values(60, i -> i * 2), values(55, i -> i * 2 + 21)), 0.01746621910396826);
  }

  @Test
  void theNormalApproximationIsTheSameEitherWay() {
    assertClose(p(values(55, i -> i * 2 + 21), values(60, i -> i * 2)), 0.01746621910396826);
  }

  /** Both samples are symmetric about 0, so that U is what it is on average. */
  @Test
  void manyValuesWithoutAnyShiftHaveAPOfOne() {
    assertThat(p(values(60, i -> i - 29.5), values(60, i -> 2 * i - 59))).isEqualTo(1);
  }

  @Test
  void allEqualValuesSayNothing() {
    assertThat(p(new double[] {3, 3}, new double[] {3, 3, 3})).isEqualTo(1);
    assertThat(p(values(60, _ -> 7), values(60, _ -> 7))).isEqualTo(1);
  }

  @Test
  void exactPIsTwiceTheSmallerTailOfAllDeals() {
    Random random = new Random(1);
    // More patterns of ties than are kept.
    for (int round = 0; round < 3000; round++) {
      int different = 2 + random.nextInt(9);
      double[] first = values(1 + random.nextInt(6), _ -> random.nextInt(different));
      double[] second = values(1 + random.nextInt(6), _ -> random.nextInt(different));
      assertClose(p(first, second), enumeratedP(first, second));
      assertThat(p(second, first)).isEqualTo(p(first, second), offset(1e-14));
    }
  }

  @Test
  void untiedPIsThatOfCommonsStatistics() {
    Random random = new Random(2);
    MannWhitneyUTest library = MannWhitneyUTest.withDefaults().with(PValueMethod.EXACT);
    for (int round = 0; round < 100; round++) {
      double[] first = values(1 + random.nextInt(50), _ -> random.nextDouble());
      double[] second = values(1 + random.nextInt(50), _ -> random.nextDouble() + 0.1);
      assertClose(p(first, second), library.test(first, second).getPValue());
    }
  }

  @Test
  void alphaItselfIsSignificant() {
    RankProcedure procedure = new RankProcedure(0.1, 0.95);
    Comparison comparison = procedure.compare(Sample.of(1, 2, 3), Sample.of(4, 5, 6));
    assertThat(comparison.significant()).isTrue();
  }

  /** U of every subset of the pooled values that could have been the first sample. */
  private static double enumeratedP(double[] first, double[] second) {
    double[] pooled = new double[first.length + second.length];
    System.arraycopy(first, 0, pooled, 0, first.length);
    System.arraycopy(second, 0, pooled, first.length, second.length);
    int observed = doubledU(pooled, (1 << first.length) - 1);
    long atMost = 0;
    long atLeast = 0;
    long all = 0;
    for (int subset = 0; subset < 1 << pooled.length; subset++) {
      if (Integer.bitCount(subset) == first.length) {
        int u = doubledU(pooled, subset);
        all++;
        atMost += u <= observed ? 1 : 0;
        atLeast += u >= observed ? 1 : 0;
      }
    }
    return Math.min(1, 2.0 * Math.min(atMost, atLeast) / all);
  }

  private static int doubledU(double[] pooled, int subset) {
    int u = 0;
    for (int i = 0; i < pooled.length; i++) {
      for (int j = 0; j < pooled.length; j++) {
        if ((subset >> i & 1) == 1 && (subset >> j & 1) == 0) {
          u += 1 + (int) Math.signum(pooled[i] - pooled[j]);
        }
      }
    }
    return u;
  }

  private static double p(double[] first, double[] second) {
    return MannWhitney.of(Sample.of(first), Sample.of(second)).p();
  }

  private static double[] values(int n, IntToDoubleFunction value) {
    double[] values = new double[n];
    Arrays.setAll(values, value);
    return values;
  }

  private static void assertClose(double actual, double expected) {
    assertThat(actual).isEqualTo(expected, offset(expected * RELATIVE));
  }
}
