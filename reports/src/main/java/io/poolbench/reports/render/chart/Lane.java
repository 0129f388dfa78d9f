package io.poolbench.reports.render.chart;

import java.util.List;

/**
 * One arm in a panel: a marker at its center, a bar over the interval, a dot for every fork.
 *
 * @param label what the reader calls it
 * @param arm which colour and shape it has
 * @param center in the unit of the chart, which its caption names
 * @param low lower end of the interval; not finite when n is too small for one
 * @param high upper end of the interval; not finite when n is too small for one
 * @param samples one value per fork, in run order
 */
public record Lane(
    String label, int arm, double center, double low, double high, List<Double> samples) {
  public Lane {
    samples = List.copyOf(samples);
  }

  boolean hasInterval() {
    return Double.isFinite(low) && Double.isFinite(high);
  }
}
