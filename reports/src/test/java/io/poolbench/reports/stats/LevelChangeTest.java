package io.poolbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * The values come from the definition, in Python:
 *
 * <pre>{@code
 * def Q(x):
 *     best = (0, 0)
 *     for end in range(4, len(x) + 1):
 *         for t in range(2, end - 1):
 *             a, b = x[:t], x[t:end]; m, k = len(a), len(b)
 *             ab = sum(abs(u - v) for u in a for v in b) * 2 / (m * k)
 *             aa = sum(abs(u - v) for u, v in combinations(a, 2)) / (m * (m - 1) / 2)
 *             bb = sum(abs(u - v) for u, v in combinations(b, 2)) / (k * (k - 1) / 2)
 *             q = m * k / (m + k) * (ab - aa - bb)
 *             if q > best[1]: best = (t, q)
 *     return best
 * def p(x): ys = list(permutations(x)); q = Q(x)[1]
 *     return sum(Q(y)[1] >= q * (1 - 1e-9) for y in ys) / len(ys)
 * }</pre>
 */
final class LevelChangeTest {

  /** {@code Q([1, 2, 4, 9, 11, 12]) = (3, 19.0)}, and Q of the other = (3, 61.714...). */
  @Test
  void theEnergyIsThatOfTheDefinition() {
    LevelChange.Split six = LevelChange.Split.strongest(new double[] {1, 2, 4, 9, 11, 12});
    assertThat(six.index()).isEqualTo(3);
    assertThat(six.energy()).isCloseTo(19, within(1e-9));
    LevelChange.Split seven =
        LevelChange.Split.strongest(new double[] {10, 11, 12, 30, 31, 33, 29});
    assertThat(seven.index()).isEqualTo(3);
    assertThat(seven.energy()).isCloseTo(61.71428571428571, within(1e-9));
  }

  /** {@code Q([1, 1.1, 1.2, 5, 5.1]) = (3, 9.2)}; of {@code [9, 8, 1, 2, 1]} it is (2, 15.2). */
  @Test
  void aSplitMayLeaveTwoValuesOnEitherSide() {
    LevelChange.Split behind = LevelChange.Split.strongest(new double[] {1, 1.1, 1.2, 5, 5.1});
    assertThat(behind.index()).isEqualTo(3);
    assertThat(behind.energy()).isCloseTo(9.2, within(1e-9));
    LevelChange.Split before = LevelChange.Split.strongest(new double[] {9, 8, 1, 2, 1});
    assertThat(before.index()).isEqualTo(2);
    assertThat(before.energy()).isCloseTo(15.2, within(1e-9));
  }

  /** {@code Q([0, 0, 5, 5, 10, 10]) = (2, 15.55...)}; to split behind four is the same mirrored. */
  @Test
  void ofEquallyStrongSplitsTheFirstIsTaken() {
    LevelChange.Split split = LevelChange.Split.strongest(new double[] {0, 0, 5, 5, 10, 10});
    assertThat(split.index()).isEqualTo(2);
    assertThat(split.energy()).isCloseTo(15.555555555555554, within(1e-9));
  }

  /** All 720 and 5040 orders: {@code p} is 0.1 and 0.05714285714285714. */
  @Test
  void pIsTheShareOfPermutationsThatSplitAsFar() {
    assertThat(LevelChange.all(new double[] {1, 2, 4, 9, 11, 12}, 1).getFirst().p())
        .isCloseTo(0.1, within(0.03));
    assertThat(LevelChange.all(new double[] {10, 11, 12, 30, 31, 33, 29}, 1))
        .filteredOn(change -> change.index() == 3)
        .singleElement()
        .satisfies(change -> assertThat(change.p()).isCloseTo(0.0571, within(0.025)));
  }

  /** All 24 orders: {@code p([0, 0, 9, 9])} is 1/3. */
  @Test
  void fourValuesAreEnoughForTwoLevels() {
    assertThat(LevelChange.all(new double[] {0, 0, 9, 9}, 1))
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.index()).isEqualTo(2);
              assertThat(change.p()).isCloseTo(1 / 3.0, within(0.05));
            });
  }

  @Test
  void alphaItselfIsSignificant() {
    double[] values = {1, 2, 4, 9, 11, 12};
    double p = LevelChange.all(values, 1).getFirst().p();
    assertThat(LevelChange.all(values, p)).containsExactly(new LevelChange(3, p));
    assertThat(LevelChange.all(values, Math.nextDown(p))).isEmpty();
  }

  /**
   * Below one in a thousand no permutation counts; {@code min(scipy.stats.ttest_ind(x[:i],
   * x[i:]).pvalue for i in range(2, 5))}, at i = 4.
   */
  @Test
  void aLargeStepHasThePOfStudentsTest() {
    double[] values = {100, 101, 99, 100, 150, 151};
    List<LevelChange> changes = LevelChange.all(values, 0.0005);
    assertThat(changes)
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.index()).isEqualTo(4);
              assertThat(change.p()).isCloseTo(2.0245864006145475e-07, within(1e-18));
            });
    double p = changes.getFirst().p();
    assertThat(LevelChange.all(values, p)).isEqualTo(changes);
    assertThat(LevelChange.all(values, Math.nextDown(p))).isEmpty();
  }

  /** Student's p is 5e-7 and 3e-12, but of two or three values the spread is hardly known. */
  @Test
  void noStepLiesBetweenSidesThatAreBothShort() {
    assertThat(LevelChange.all(new double[] {1, 2, 1000, 1001}, 0.0005)).isEmpty();
    assertThat(LevelChange.all(new double[] {1, 2, 3, 1000, 1001, 1002}, 0.0005)).isEmpty();
  }

  @Test
  void aStepBetweenTwoConstantsIsCertain() {
    assertThat(LevelChange.all(new double[] {100, 100, 100, 100, 150, 150}, 0.0005))
        .containsExactly(new LevelChange(4, 0));
  }

  /**
   * {@code scipy.stats.ttest_ind(x[:10], x[10:]).pvalue}, and the same of 20; once split there, the
   * rest is two constants.
   */
  @Test
  void ofEquallyLargeStepsTheFirstIsTaken() {
    double[] values = IntStream.range(0, 30).mapToDouble(i -> i / 10 * 5).toArray();
    List<LevelChange> changes = LevelChange.all(values, 0.0005);
    assertThat(changes).extracting(LevelChange::index).containsExactly(10, 20);
    assertThat(changes.getFirst().p()).isCloseTo(6.359261258798532e-10, within(1e-18));
    assertThat(changes.getLast().p()).isZero();
  }

  /** The larger one is found first; the other lies before it. */
  @Test
  void changesAreTakenInOrderOfTime() {
    double[] values = levels(new Random(6), 8, 100, 115, 200);
    assertThat(LevelChange.all(values, 0.01)).extracting(LevelChange::index).containsExactly(8, 16);
  }

  @Test
  void aStepUpAndItsUndoingAreBothFound() {
    Random random = new Random(1);
    double[] values = levels(random, 8, 100, 115, 100);
    assertThat(LevelChange.all(values, 0.01)).extracting(LevelChange::index).containsExactly(8, 16);
    // A rank test of the whole is blind to it.
    assertThat(ChangePoint.strongest(values).p()).isGreaterThan(0.01);
  }

  /** By half, in runs that differ by 3 %: at the latest with the third run after it. */
  @Test
  void aLargeStepIsSeenWithinThreeRuns() {
    Random random = new Random(4);
    for (int series = 0; series < 200; series++) {
      double[] values = random.doubles(9).map(_ -> 100 + 3 * random.nextGaussian()).toArray();
      for (int run = 6; run < 9; run++) {
        values[run] *= 1.5;
      }
      assertThat(LevelChange.all(values, 0.001)).extracting(LevelChange::index).contains(6);
    }
  }

  @Test
  void thirtyLooksAtEqualRunsAlarmInFewerThanOneSeriesOfTwenty() {
    Random random = new Random(5);
    int alarms = 0;
    for (int series = 0; series < 400; series++) {
      double[] values = random.doubles(37).map(_ -> 100 + 3 * random.nextGaussian()).toArray();
      boolean alarm = false;
      for (int look = 8; look <= 37 && !alarm; look++) {
        alarm = !LevelChange.all(Arrays.copyOf(values, look), 0.001).isEmpty();
      }
      alarms += alarm ? 1 : 0;
    }
    assertThat(alarms).isLessThan(20);
  }

  @Test
  void anOutlierIsNoLevel() {
    double[] values = levels(new Random(2), 20, 100);
    values[11] = 200;
    assertThat(LevelChange.all(values, 0.01)).isEmpty();
  }

  @Test
  void whatIsConstantOrShortNeverChanges() {
    assertThat(LevelChange.all(new double[] {5, 5, 5, 5, 5, 5}, 1)).isEmpty();
    assertThat(LevelChange.all(new double[] {1, 2, 3}, 1)).isEmpty();
    assertThat(LevelChange.all(new double[0], 1)).isEmpty();
  }

  @Test
  void falseAlarmsAreAsRareAsAlpha() {
    Random random = new Random(3);
    int alarms = 0;
    for (int sequence = 0; sequence < 500; sequence++) {
      alarms += LevelChange.all(levels(random, 20, 100), 0.01).isEmpty() ? 0 : 1;
    }
    // Three standard deviations above 1 % of 500.
    assertThat(alarms).isLessThanOrEqualTo(11);
  }

  private static double[] levels(Random random, int length, double... levels) {
    return DoubleStream.of(levels)
        .flatMap(level -> random.doubles(length).map(noise -> level + noise))
        .toArray();
  }
}
