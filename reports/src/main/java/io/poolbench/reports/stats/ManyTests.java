package io.poolbench.reports.stats;

import java.util.Comparator;
import java.util.stream.IntStream;

/** Adjusts p values to how many questions are asked at once. */
public final class ManyTests {

  private ManyTests() {}

  /**
   * Adjusts by Holm's step-down procedure (1979): at most alpha below it, the chance of even one
   * false claim is at most alpha, whatever depends on what.
   *
   * @param p values in any order; NaN is no evidence and stays NaN, but counts as asked
   * @return adjusted values in the same order, 0 to 1
   */
  public static double[] holm(double... p) {
    double[] adjusted = new double[p.length];
    double largest = 0;
    int rank = 0;
    for (int i : ascending(p)) {
      largest = Math.max(largest, Math.min(1, (p.length - rank++) * p[i]));
      adjusted[i] = Double.isNaN(p[i]) ? Double.NaN : largest;
    }
    return adjusted;
  }

  /**
   * Adjusts by Benjamini and Hochberg's step-up procedure (1995): of the claims at most alpha, an
   * expected share of at most alpha is false, where tests are independent or positively dependent.
   *
   * @param p values in any order; NaN is no evidence and stays NaN, but counts as asked
   * @return adjusted values in the same order, 0 to 1
   */
  public static double[] benjaminiHochberg(double... p) {
    double[] adjusted = new double[p.length];
    double smallest = 1;
    int[] order = ascending(p);
    for (int rank = p.length; rank >= 1; rank--) {
      int i = order[rank - 1];
      if (Double.isNaN(p[i])) {
        adjusted[i] = Double.NaN;
        continue;
      }
      smallest = Math.min(smallest, p[i] * p.length / rank);
      adjusted[i] = smallest;
    }
    return adjusted;
  }

  /** NaN last. */
  private static int[] ascending(double[] p) {
    return IntStream.range(0, p.length)
        .boxed()
        .sorted(Comparator.comparingDouble(i -> p[i]))
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
