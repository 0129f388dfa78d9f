package io.poolbench.reports.stats;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The exact distribution of U over all ways to deal the pooled values, ties included, to the two
 * samples: both tails at one value of U.
 *
 * <p>Counted group of equal values by group: {@code ways[a][u]} is the number of ways in which the
 * groups so far give {@code a} values to the first sample and {@code u} to twice U. Dealing j of t
 * equal values to the first sample adds j for each smaller value of the second and j/2 for each
 * equal one. Only sums up to the observed one are kept, so that a clear difference costs next to
 * nothing; time is at most n1 * n2 * (n1 + n2) steps per value, memory 2 * n1 * n1 * n2 doubles.
 *
 * @param atMost probability of the observed U or less
 * @param atLeast probability of the observed U or more
 */
record RankSumDistribution(double atMost, double atLeast) {

  // A run tests the same sizes over and over: without ties only U differs between two rows.
  private static final int CACHED = 256;
  private static final Map<Key, RankSumDistribution> CACHE =
      new LinkedHashMap<>(CACHED, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, RankSumDistribution> eldest) {
          return size() > CACHED;
        }
      };

  private record Key(int n1, int n2, String groups, long doubledU) {}

  /**
   * Tails at a value of U in the lower half.
   *
   * @param groups sizes of the groups of equal values in ascending order, n1 + n2 in all
   * @param doubledU twice the U of the first sample, at most n1 * n2
   */
  static RankSumDistribution of(int n1, int n2, int[] groups, long doubledU) {
    Key key = new Key(n1, n2, Arrays.toString(groups), doubledU);
    synchronized (CACHE) {
      return CACHE.computeIfAbsent(key, _ -> compute(n1, n2, groups, (int) doubledU));
    }
  }

  private static RankSumDistribution compute(int n1, int n2, int[] groups, int doubledU) {
    double[][] ways = new double[n1 + 1][doubledU + 1];
    ways[0][0] = 1;
    int dealt = 0;
    for (int size : groups) {
      deal(ways, dealt, size, n2);
      dealt += size;
    }
    double below = 0;
    for (int u = 0; u < doubledU; u++) {
      below += ways[n1][u];
    }
    // Quotients of counts: up to 2^53 ways both are integers, and p = alpha compares equal.
    double total = choose(n1 + n2, n1);
    double atMost = (below + ways[n1][doubledU]) / total;
    return new RankSumDistribution(atMost, (total - below) / total);
  }

  /** Deals one group; from many to few, so that a row is read before it is changed. */
  private static void deal(double[][] ways, int dealt, int size, int n2) {
    for (int a = ways.length - 1; a >= 0; a--) {
      double[] target = ways[a];
      double[] sum = new double[target.length];
      for (int j = Math.max(0, a - dealt); j <= Math.min(size, a); j++) {
        int smaller = dealt - (a - j);
        int equal = size - j;
        if (smaller + equal <= n2) {
          addShifted(sum, ways[a - j], j * (2 * smaller + equal), choose(size, j));
        }
      }
      System.arraycopy(sum, 0, target, 0, sum.length);
    }
  }

  private static void addShifted(double[] sum, double[] from, int shift, double times) {
    for (int u = shift; u < sum.length; u++) {
      sum[u] += times * from[u - shift];
    }
  }

  private static double choose(int n, int k) {
    double ways = 1;
    for (int i = 1; i <= k; i++) {
      // Each quotient is itself a binomial coefficient, so nothing is rounded below 2^53.
      ways = ways * (n - k + i) / i;
    }
    return ways;
  }
}
