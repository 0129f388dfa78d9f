package io.poolbench.reports.stats;

import java.util.List;

/** Computes the mean that treats half and double as equally far from one. */
public final class GeometricMean {

  private GeometricMean() {}

  /**
   * Computes the geometric mean.
   *
   * @return NaN when there is no value, or one that is not positive
   */
  public static double of(List<Double> values) {
    double meanLog = values.isEmpty() ? Double.NaN : 0;
    int count = 0;
    for (double value : values) {
      if (!(value > 0)) {
        return Double.NaN;
      }
      // A running mean, as benchstat's.
      count++;
      meanLog += (GoMath.log(value) - meanLog) / count;
    }
    return GoMath.exp(meanLog);
  }
}
