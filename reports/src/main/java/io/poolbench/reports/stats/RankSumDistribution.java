package io.poolbench.reports.stats;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The exact distribution of U over all ways to deal the pooled values, ties included, to the two
 * samples. Only its lower half, up to the mean of U, is kept.
 */
final class RankSumDistribution {

  // A run tests few patterns over and over: all samples without ties share one, and so do most of a
  // metric with few values. Never emptied: where all patterns differ, keeping others does not help.
  private static final int CACHED = 1024;
  private static final Map<String, RankSumDistribution> CACHE = new ConcurrentHashMap<>();

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

  /** Returns the distribution of U of the first of two samples without equal values. */
  static RankSumDistribution untied(int n1, int n2) {
    int[] apart = new int[n1 + n2];
    Arrays.fill(apart, 1);
    return of(n1, n2, apart, n1 * n2);
  }

  /**
   * Computes the distribution of U of the first sample.
   *
   * @param groups sizes of the groups of equal values in ascending order, n1 + n2 in all
   * @param largest twice the largest U that is asked for, at most n1 * n2
   */
  static RankSumDistribution of(int n1, int n2, int[] groups, int largest) {
    String key = key(n1, n2, groups);
    RankSumDistribution known = CACHE.get(key);
    if (known != null) {
      return known;
    }
    boolean kept = CACHE.size() < CACHED;
    RankSumDistribution made = compute(n1, n2, groups, kept ? n1 * n2 : largest);
    if (kept) {
      CACHE.put(key, made);
    }
    return made;
  }

  /** Computes that distribution anew, whatever was computed before. */
  static RankSumDistribution compute(int n1, int n2, int[] groups, int largest) {
    double[] ways = new Deal(n1, n2, largest).all(groups);
    return new RankSumDistribution(ways, choose(n1 + n2, n1));
  }

  /** A string, since it is quick to make and keeps its hash. */
  private static String key(int n1, int n2, int[] groups) {
    char[] key = new char[groups.length + 2];
    key[0] = (char) n1;
    key[1] = (char) n2;
    for (int i = 0; i < groups.length; i++) {
      key[i + 2] = (char) groups[i];
    }
    return new String(key);
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

    /** Rows to write in, kept because new ones for each of very many samples are never in cache. */
    private static final ThreadLocal<double[][]> ROWS =
        ThreadLocal.withInitial(() -> new double[0][0]);

    private final int n1;
    private final int n2;
    private final int largest;
    private final double[][] ways;

    Deal(int n1, int n2, int largest) {
      this.n1 = n1;
      this.n2 = n2;
      this.largest = largest;
      ways = rows();
    }

    private double[][] rows() {
      double[][] rows = ROWS.get();
      if (rows.length <= n1 || rows[0].length <= largest) {
        rows = new double[n1 + 1][largest + 1];
        ROWS.set(rows);
      }
      for (int a = 0; a <= n1; a++) {
        Arrays.fill(rows[a], 0, Math.min(largest, 2 * a * n2) + 1, 0);
      }
      return rows;
    }

    double[] all(int[] groups) {
      ways[0][0] = 1;
      int dealt = 0;
      for (int size : groups) {
        deal(dealt, size);
        dealt += size;
      }
      return Arrays.copyOf(ways[n1], largest + 1);
    }

    /** Deals one group in place, from many to few, so that a row is read before it is changed. */
    private void deal(int dealt, int size) {
      int left = n1 + n2 - dealt - size;
      int mostBefore = Math.min(n1, dealt);
      for (int a = Math.min(n1, dealt + size); a >= Math.max(0, n1 - left); a--) {
        int b = dealt + size - a;
        if (b > n2) {
          return;
        }
        // Each value that the first sample is still to get adds as much as the second has by now.
        int most = largest - 2 * (n1 - a) * b;
        // What it holds is what a group of which it gets nothing leaves.
        double[] sum = ways[a];
        double times = 1;
        for (int j = 1; j <= Math.min(size, a); j++) {
          times = times * (size - j + 1) / j;
          int before = a - j;
          if (before <= mostBefore) {
            int smaller = dealt - before;
            int shift = j * (2 * smaller + size - j);
            int last = Math.min(2 * before * smaller, most - shift);
            addShifted(sum, ways[before], last, shift, times);
          }
        }
      }
    }

    /** Adds what stands up to an index, so many places further on. */
    private static void addShifted(double[] sum, double[] from, int last, int shift, double times) {
      for (int u = 0; u <= last; u++) {
        sum[u + shift] += times * from[u];
      }
    }
  }
}
