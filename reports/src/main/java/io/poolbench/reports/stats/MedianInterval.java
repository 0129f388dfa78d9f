package io.poolbench.reports.stats;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The order statistics that bound the median: an interval that assumes nothing about the
 * distribution, because the number of values below the median is binomial whatever they are.
 *
 * @param low rank of the lower bound from 1, or 0 for negative infinity
 * @param high rank of the upper bound, at most n, or n + 1 for positive infinity
 */
record MedianInterval(int low, int high) {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final int LARGEST_EXACT = 30;
  private static final int LARGEST_TRIED = 50;
  private static final Map<Key, MedianInterval> CACHE = new ConcurrentHashMap<>();

  private record Key(int n, double confidence) {}

  /**
   * Finds the narrowest interval of at least this confidence, exact up to 30 values, by the normal
   * approximation of the binomial beyond.
   */
  static MedianInterval of(int n, double confidence) {
    return CACHE.computeIfAbsent(new Key(n, confidence), key -> compute(n, confidence));
  }

  /** Tells how many values a bounded interval needs, as in {@code >= 6}. */
  static String needed(double confidence) {
    for (int n = 2; n <= LARGEST_TRIED; n++) {
      if (of(n, confidence).isBounded(n)) {
        return ">= " + n;
      }
    }
    return "> " + LARGEST_TRIED;
  }

  boolean isBounded(int n) {
    return low > 0 && high <= n;
  }

  /** Finds that interval anew, whatever was found before. */
  static MedianInterval compute(int n, double confidence) {
    if (confidence >= 1) {
      return new MedianInterval(0, n + 1);
    }
    return n <= LARGEST_EXACT ? exact(n, confidence) : approximate(n, confidence);
  }

  /** Grows from the middle towards the likelier side; coefficients are integers, so exactly. */
  private static MedianInterval exact(int n, double confidence) {
    long[] coefficients = binomialCoefficients(n);
    double total = 1L << n;
    int low = (n + 2) / 2 - 1;
    int high = low + 1;
    long mass = coefficients[low];
    // Ends at the latest with the whole mass, since a confidence of 1 has been answered before.
    while (mass / total < confidence) {
      long left = low > 0 ? coefficients[low - 1] : -1;
      long right = high <= n ? coefficients[high] : -1;
      if (left >= right) {
        mass += left;
        low--;
      } else {
        mass += right;
        high++;
      }
    }
    return new MedianInterval(low, high);
  }

  private static long[] binomialCoefficients(int n) {
    long[] row = new long[n + 1];
    row[0] = 1;
    for (int k = 1; k <= n; k++) {
      row[k] = row[k - 1] * (n - k + 1) / k;
    }
    return row;
  }

  private static MedianInterval approximate(int n, double confidence) {
    double mean = n / 2.0;
    double deviation = Math.sqrt(n) / 2;
    double left = mean + deviation * NORMAL.inverseCumulativeProbability((1 - confidence) / 2);
    double right = 2 * mean - left;
    int low = (int) Math.floor(left - 0.5) + 1;
    int high = (int) Math.ceil(right - 0.5) + 1;
    double mass = mass(low, high, mean, deviation);
    double narrower = mass(low, high - 1, mean, deviation);
    if (narrower >= confidence && narrower < mass) {
      high--;
    }
    return new MedianInterval(Math.max(0, low), Math.min(n + 1, high));
  }

  /** Probability that the median lies between two ranks, corrected for continuity. */
  private static double mass(int low, int high, double mean, double deviation) {
    return NORMAL.cumulativeProbability((high - 0.5 - mean) / deviation)
        - NORMAL.cumulativeProbability((low - 0.5 - mean) / deviation);
  }
}
