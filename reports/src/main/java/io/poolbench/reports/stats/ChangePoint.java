package io.poolbench.reports.stats;

import java.util.SplittableRandom;

/**
 * The place at which a sequence most likely changes its level, and how likely an unchanging one
 * looks so.
 *
 * <p>Pettitt's rank test (1979, Applied Statistics 28:126): of all splits, the one at which the
 * ranks before differ most from those behind. Its textbook p is an approximation that is too large
 * for the ten iterations of a fork; here p is the share of random permutations that split as far,
 * from a fixed seed, so that a report is the same whenever it is made. Values are taken to be
 * exchangeable: noise that is correlated over many iterations raises false alarms.
 *
 * @param index how many values lie before the change
 * @param statistic Pettitt's K
 * @param p two-sided, at least 1 in {@value #PERMUTATIONS} + 1
 * @param shift ratio of the median behind to that before
 */
public record ChangePoint(int index, double statistic, double p, double shift) {

  static final int PERMUTATIONS = 1999;

  private static final long SEED = 20261121;

  /**
   * Finds the strongest change in a sequence.
   *
   * @param values in order of time, at least 2
   * @throws IllegalArgumentException when there are fewer
   */
  public static ChangePoint strongest(double[] values) {
    if (values.length < 2) {
      throw new IllegalArgumentException(
          "a change needs 2 values, found %d".formatted(values.length));
    }
    double[] ranks = ranks(values);
    double statistic = farthest(ranks);
    int index = firstSplit(ranks, statistic);
    SplittableRandom random = new SplittableRandom(SEED);
    int asFar = 0;
    double[] permuted = ranks.clone();
    for (int permutation = 0; permutation < PERMUTATIONS; permutation++) {
      shuffle(permuted, random);
      if (firstSplit(permuted, statistic) > 0) {
        asFar++;
      }
    }
    return new ChangePoint(
        index,
        statistic,
        (asFar + 1.0) / (PERMUTATIONS + 1.0),
        Sample.ofRange(values, index, values.length).median()
            / Sample.ofRange(values, 0, index).median());
  }

  /** Mid-ranks, from 1. */
  private static double[] ranks(double[] values) {
    double[] ranks = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      double rank = 0.5;
      for (double other : values) {
        rank += other < values[i] ? 1 : other == values[i] ? 0.5 : 0;
      }
      ranks[i] = rank;
    }
    return ranks;
  }

  /** The largest |U| of all splits. */
  private static double farthest(double[] ranks) {
    double u = 0;
    double largest = 0;
    for (int before = 1; before < ranks.length; before++) {
      u += 2 * ranks[before - 1] - (ranks.length + 1);
      largest = Math.max(largest, Math.abs(u));
    }
    return largest;
  }

  /** The first of the splits at which |U| is as large; 0 where there is none. */
  private static int firstSplit(double[] ranks, double statistic) {
    double u = 0;
    for (int before = 1; before < ranks.length; before++) {
      u += 2 * ranks[before - 1] - (ranks.length + 1);
      if (Math.abs(u) >= statistic) {
        return before;
      }
    }
    return 0;
  }

  private static void shuffle(double[] values, SplittableRandom random) {
    for (int last = values.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      double value = values[last];
      values[last] = values[other];
      values[other] = value;
    }
  }
}
