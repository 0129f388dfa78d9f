package io.poolbench.reports.view;

import io.poolbench.reports.compare.ComparedTable;
import io.poolbench.reports.stats.HodgesLehmann;
import io.poolbench.reports.stats.Summary;

/**
 * The effect itself with its interval: how many times its base a sample is.
 *
 * @param estimate 0 where the sample is zero, not finite where the base is
 * @param low 0 where there are too few forks to bound it
 * @param high infinite where there are too few forks to bound it
 */
public record RatioInterval(double estimate, double low, double high) {

  /** Estimates by Hodges and Lehmann, or of values not all positive by the ratio of centers. */
  static RatioInterval of(ComparedTable.Cell base, ComparedTable.Cell cell, double confidence) {
    HodgesLehmann ratio = HodgesLehmann.ratio(base.sample(), cell.sample(), confidence);
    return Double.isNaN(ratio.shift())
        ? ofCenters(base.summary(), cell.summary())
        : new RatioInterval(ratio.shift(), ratio.low(), ratio.high());
  }

  private static RatioInterval ofCenters(Summary base, Summary sample) {
    boolean equal = base.center() == sample.center();
    return new RatioInterval(
        equal ? 1 : sample.center() / base.center(), 0, Double.POSITIVE_INFINITY);
  }
}
