package io.poolbench.reports.view;

import io.poolbench.reports.stats.Summary;

/**
 * The effect itself with its interval: how many times its base a sample is.
 *
 * @param estimate 0 where the sample is zero, not finite where the base is
 * @param low 0 where there are too few forks to bound it
 * @param high infinite where there are too few forks to bound it
 */
public record RatioInterval(double estimate, double low, double high) {

  /**
   * From the far ends of both intervals: wider than an interval of the ratio needs to be, and never
   * narrower.
   */
  static RatioInterval of(Summary base, Summary sample) {
    double low = sample.low() / base.high();
    double high = sample.high() / base.low();
    boolean bounded = base.low() > 0 && Double.isFinite(base.high()) && sample.low() >= 0;
    return new RatioInterval(
        base.center() == sample.center() ? 1 : sample.center() / base.center(),
        bounded ? low : 0,
        bounded ? high : Double.POSITIVE_INFINITY);
  }
}
