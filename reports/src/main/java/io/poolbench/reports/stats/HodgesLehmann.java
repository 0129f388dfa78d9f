package io.poolbench.reports.stats;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * The shift of one sample above another: the median of all differences, with the interval that the
 * distribution of U gives (Hodges and Lehmann 1963; Hollander and Wolfe, chapter 4).
 *
 * <p>Ours, since neither Commons Math nor Commons Statistics has it. The interval takes U's
 * distribution without ties: with ties it covers at least as often as it says.
 *
 * @param shift of the sample against its base, in the values' unit
 * @param low lower bound, negative infinity when the samples are too small for the level
 * @param high upper bound, positive infinity likewise
 */
public record HodgesLehmann(double shift, double low, double high) {

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * Estimates the shift of a sample against its base.
   *
   * @param confidence level of the interval, 0 to 1
   */
  public static HodgesLehmann shift(Sample base, Sample sample, double confidence) {
    int n1 = base.size();
    int n2 = sample.size();
    double[] differences = new double[n1 * n2];
    for (int i = 0; i < n1; i++) {
      for (int j = 0; j < n2; j++) {
        differences[i * n2 + j] = sample.ranked(j) - base.ranked(i);
      }
    }
    Arrays.sort(differences);
    int outside = outside(n1, n2, 1 - confidence);
    return new HodgesLehmann(
        Sample.median(differences),
        outside == 0 ? Double.NEGATIVE_INFINITY : differences[outside - 1],
        outside == 0 ? Double.POSITIVE_INFINITY : differences[differences.length - outside]);
  }

  /**
   * Estimates the ratio of a sample to its base: the shift of the logarithms, taken back.
   *
   * @return NaN when a value is not positive
   */
  public static HodgesLehmann ratio(Sample base, Sample sample, double confidence) {
    if (base.min() <= 0 || sample.min() <= 0) {
      return new HodgesLehmann(Double.NaN, Double.NaN, Double.NaN);
    }
    HodgesLehmann shift = shift(logarithms(base), logarithms(sample), confidence);
    return new HodgesLehmann(Math.exp(shift.shift), Math.exp(shift.low), Math.exp(shift.high));
  }

  /** Returns the rank of either bound among the differences, from its end; 0 for no bound. */
  private static int outside(int n1, int n2, double alpha) {
    if (Math.max(n1, n2) > MannWhitney.LARGEST_EXACT) {
      double deviation = Math.sqrt(n1 * n2 * (n1 + n2 + 1.0) / 12);
      double rank =
          n1 * n2 / 2.0 + NORMAL.inverseCumulativeProbability(alpha / 2) * deviation - 0.5;
      return Math.max(0, (int) Math.floor(rank) + 1);
    }
    RankSumDistribution u = RankSumDistribution.untied(n1, n2);
    int outside = 0;
    while (2 * outside <= n1 * n2 && 2 * u.atMost(2 * outside) <= alpha) {
      outside++;
    }
    return outside;
  }

  private static Sample logarithms(Sample sample) {
    return Sample.of(sample.values().stream().mapToDouble(Math::log).toArray());
  }
}
