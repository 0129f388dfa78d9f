package io.poolbench.reports.stats;

import java.util.List;

/**
 * Center and spread of a sample.
 *
 * @param center the median, or the mode of an exact metric; in the metric's unit
 * @param low lower bound of the interval, or negative infinity when the sample is too small
 * @param high upper bound of the interval, or positive infinity when the sample is too small
 * @param notes what the reader must know about this summary
 */
public record Summary(double center, double low, double high, List<String> notes) {

  public Summary {
    notes = List.copyOf(notes);
  }
}
