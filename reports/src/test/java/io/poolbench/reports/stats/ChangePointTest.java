package io.poolbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ChangePointTest {

  /** Flow of the Nile at Aswan, 1871 to 1970 (R: {@code datasets::Nile}). */
  private static final double[] NILE = {
    1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180,
    799, 958, 1140, 1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833,
    701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
    864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649,
    846, 812, 742, 801, 1040, 860, 874, 848, 890, 744, 749, 838, 1050, 918, 986, 797, 923, 975, 815,
    1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740
  };

  /**
   * By the definition, in Python: {@code U = [sum(sgn(x[i] - x[j]) for i in range(t) for j in
   * range(t, n)) for t in range(1, n)]; K = max(map(abs, U))} gives 1617, first at t = 28: the year
   * 1898, before the first dam.
   */
  @Test
  void theNileFellAfter1898() {
    ChangePoint change = ChangePoint.strongest(NILE);
    assertThat(change.index()).isEqualTo(28);
    assertThat(change.statistic()).isEqualTo(1617);
    assertThat(change.p()).isEqualTo(1.0 / (ChangePoint.PERMUTATIONS + 1));
    assertThat(change.shift()).isLessThan(0.8);
  }

  /** Of the 720 orders of six values, 2 * 3! * 3! = 72 split as far. */
  @Test
  void pIsTheShareOfPermutationsThatSplitAsFar() {
    ChangePoint change = ChangePoint.strongest(new double[] {1, 2, 3, 7, 8, 9});
    assertThat(change.statistic()).isEqualTo(9);
    assertThat(change.p()).isCloseTo(0.1, within(0.02));
    assertThat(change.shift()).isEqualTo(4);
  }

  /** The ranks 1, 2, 3 differ by 2 from those behind, wherever they are split. */
  @Test
  void ofEqualSplitsTheFirstIsTaken() {
    ChangePoint change = ChangePoint.strongest(new double[] {10, 20, 30});
    assertThat(change.index()).isEqualTo(1);
    assertThat(change.statistic()).isEqualTo(2);
    assertThat(change.shift()).isEqualTo(2.5);
  }

  @Test
  void aConstantHasNoChange() {
    assertThat(ChangePoint.strongest(new double[] {5, 5, 5, 5}).p()).isEqualTo(1);
  }

  @Test
  void falseAlarmsAreAsRareAsAlpha() {
    Random random = new Random(1);
    int sequences = 2000;
    for (int length : new int[] {5, 10, 20, 50}) {
      long alarms =
          IntStream.range(0, sequences)
              .filter(_ -> ChangePoint.strongest(random.doubles(length).toArray()).p() <= 0.01)
              .count();
      // Three standard deviations above 1 %.
      assertThat(alarms / (double) sequences).as("length %d", length).isLessThan(0.0167);
    }
  }

  @Test
  void aSlowStartOfAThirdIsFound() {
    Random random = new Random(2);
    double[] times =
        IntStream.range(0, 20)
            .mapToDouble(i -> (i < 7 ? 110 : 100) + random.nextGaussian())
            .toArray();
    ChangePoint change = ChangePoint.strongest(times);
    assertThat(change.index()).isEqualTo(7);
    assertThat(change.p()).isLessThan(0.01);
    assertThat(change.shift()).isCloseTo(100 / 110.0, within(0.02));
  }

  /** Both orders split as far. */
  @Test
  void twoValuesMayChangeButSayNothing() {
    ChangePoint change = ChangePoint.strongest(new double[] {10, 20});
    assertThat(change).isEqualTo(new ChangePoint(1, 1, 1, 2));
  }

  @Test
  void oneValueCannotChange() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ChangePoint.strongest(new double[] {1}))
        .withMessage("a change needs 2 values, found 1");
  }
}
