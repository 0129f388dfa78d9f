package io.poolbench.reports.stats;

import java.util.Arrays;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The difference of two means whose samples need not vary alike (Welch 1947). The t distribution is
 * that of Commons Statistics; its t test has no bounds for the difference, so these are ours.
 *
 * @param difference of the sample's mean to its base's, in the values' unit
 * @param standardError of the difference
 * @param degreesOfFreedom by Welch and Satterthwaite
 */
public record Welch(double difference, double standardError, double degreesOfFreedom) {

  /**
   * Compares two samples.
   *
   * @param base at least 2 finite values
   * @param sample likewise
   * @throws IllegalArgumentException when there are fewer
   */
  public static Welch of(double[] base, double[] sample) {
    if (base.length < 2 || sample.length < 2) {
      throw new IllegalArgumentException(
          "Welch's interval needs 2 values on each side, found %d and %d"
              .formatted(base.length, sample.length));
    }
    double a = StatUtils.variance(base) / base.length;
    double b = StatUtils.variance(sample) / sample.length;
    double error = Math.sqrt(a + b);
    double freedom =
        error == 0
            ? base.length + sample.length - 2
            : (a + b) * (a + b) / (a * a / (base.length - 1) + b * b / (sample.length - 1));
    return new Welch(mean(sample) - mean(base), error, freedom);
  }

  /** Lower bound that the true difference is above, with this one-sided confidence. */
  public double low(double confidence) {
    return difference - reach(confidence);
  }

  /** Upper bound that the true difference is below, with this one-sided confidence. */
  public double high(double confidence) {
    return difference + reach(confidence);
  }

  /** One-sided p of the claim that the true difference is above this value. */
  public double pAbove(double value) {
    if (standardError == 0) {
      return difference > value ? 0 : 1;
    }
    return TDistribution.of(degreesOfFreedom)
        .survivalProbability((difference - value) / standardError);
  }

  /** The same comparison seen from the other side. */
  public Welch reversed() {
    return new Welch(-difference, standardError, degreesOfFreedom);
  }

  private double reach(double confidence) {
    return standardError == 0
        ? 0
        : standardError
            * TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(1 - confidence);
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }
}
