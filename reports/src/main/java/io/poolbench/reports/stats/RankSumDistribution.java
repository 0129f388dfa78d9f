package io.poolbench.reports.stats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The exact distribution of U over all ways to deal the pooled values, ties included, to the two
 * samples. Only its lower half, up to the mean of U, is kept.
 */
final class RankSumDistribution {

  // A run tests few patterns over and over: all samples without ties share one.
  private static final int CACHED = 1024;
  private static final Map<Key, RankSumDistribution> CACHE =
      new LinkedHashMap<>(CACHED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RankSumDistribution> eldest) {
          return size() > CACHED;
        }
      };

  private record Key(int n1, int n2, String groups) {}

  /** Number of ways to reach each value of twice U or less; integers up to 2^53. */
  private final double[] cumulated;

  private final double total;

  private RankSumDistribution(double[] ways, double total) {
    for (int u = 1; u < ways.length; u++) {
      ways[u] += ways[u - 1];
    }
    cumulated = ways;
    this.total = total;
  }

  /**
   * Computes the distribution of U of the first sample.
   *
   * @param groups sizes of the groups of equal values in ascending order, n1 + n2 in all
   */
  static RankSumDistribution of(int n1, int n2, int[] groups) {
    Key key = new Key(n1, n2, Arrays.toString(groups));
    synchronized (CACHE) {
      RankSumDistribution known = CACHE.get(key);
      if (known != null) {
        return known;
      }
    }
    // Outside of the lock: rows are compared in parallel, and twice the same is better than
    // waiting.
    RankSumDistribution made =
        new RankSumDistribution(new Deal(n1, n2).all(groups), choose(n1 + n2, n1));
    synchronized (CACHE) {
      CACHE.put(key, made);
    }
    return made;
  }

  /** Returns the probability of this U or less; twice U is at most n1 * n2. */
  double atMost(int doubledU) {
    // A quotient of counts, so that a p of exactly alpha compares equal to it.
    return cumulated[doubledU] / total;
  }

  /** Returns the probability of this U or more; twice U is at most n1 * n2. */
  double atLeast(int doubledU) {
    return doubledU == 0 ? 1 : (total - cumulated[doubledU - 1]) / total;
  }

  private static double choose(int n, int k) {
    double ways = 1;
    for (int i = 1; i <= k; i++) {
      // Each quotient is itself a binomial coefficient, so nothing is rounded below 2^53.
      ways = ways * (n - k + i) / i;
    }
    return ways;
  }

  /**
   * Counts group of equal values by group: {@code ways[a][u]} is the number of ways in which the
   * groups so far give {@code a} values to the first sample and {@code u} to twice U. Dealing j of
   * t equal values to the first sample adds j for each smaller value of the second and j/2 for each
   * equal one. At most n1 * n1 * n2 * (n1 + n2) steps and n1 * n1 * n2 doubles.
   */
  private static final class Deal {

    private final int n1;
    private final int n2;
    private final double[][] ways;

    Deal(int n1, int n2) {
      this.n1 = n1;
      this.n2 = n2;
      ways = new double[n1 + 1][0];
    }

    double[] all(int[] groups) {
      ways[0] = new double[] {1};
      int dealt = 0;
      for (int size : groups) {
        deal(dealt, size);
        dealt += size;
      }
      return ways[n1];
    }

    /** Deals one group, from many to few, so that a row is read before it is changed. */
    private void deal(int dealt, int size) {
      int left = n1 + n2 - dealt - size;
      double[] choices = new double[size + 1];
      Arrays.setAll(choices, j -> choose(size, j));
      for (int a = Math.min(n1, dealt + size); a >= Math.max(0, n1 - left); a--) {
        int b = dealt + size - a;
        if (b > n2) {
          return;
        }
        double[] sum = new double[Math.min(n1 * n2, 2 * a * b) + 1];
        for (int j = Math.max(0, a - dealt); j <= Math.min(size, a); j++) {
          int smaller = dealt - (a - j);
          int shift = j * (2 * smaller + size - j);
          addShifted(sum, ways[a - j], shift, choices[j]);
        }
        ways[a] = sum;
      }
    }

    private static void addShifted(double[] sum, double[] from, int shift, double times) {
      int end = Math.min(from.length, sum.length - shift);
      for (int u = 0; u < end; u++) {
        sum[u + shift] += times * from[u];
      }
    }
  }
}
