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
    int index = split(ranks);
    double statistic = Math.abs(statistic(ranks, index));
    SplittableRandom random = new SplittableRandom(SEED);
    int asFar = 0;
    double[] permuted = ranks.clone();
    for (int permutation = 0; permutation < PERMUTATIONS; permutation++) {
      shuffle(permuted, random);
      if (splitsAsFar(permuted, statistic)) {
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

  /** The first of the splits at which |U| is largest. */
  private static int split(double[] ranks) {
    double u = 0;
    double largest = -1;
    int split = 1;
    for (int before = 1; before < ranks.length; before++) {
      u += 2 * ranks[before - 1] - (ranks.length + 1);
      if (Math.abs(u) > largest) {
        largest = Math.abs(u);
        split = before;
      }
    }
    return split;
  }

  private static boolean splitsAsFar(double[] ranks, double statistic) {
    double u = 0;
    for (int before = 1; before < ranks.length; before++) {
      u += 2 * ranks[before - 1] - (ranks.length + 1);
      if (Math.abs(u) >= statistic) {
        return true;
      }
    }
    return false;
  }

  private static double statistic(double[] ranks, int split) {
    double u = 0;
    for (int i = 0; i < split; i++) {
      u += 2 * ranks[i] - (ranks.length + 1);
    }
    return u;
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
