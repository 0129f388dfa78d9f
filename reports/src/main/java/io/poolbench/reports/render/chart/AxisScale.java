package io.poolbench.reports.render.chart;

/** A scale of the axis of values. */
public sealed interface AxisScale {

  /** Ratios to one, on a logarithmic axis that is labelled in percent. */
  record Ratio() implements AxisScale {}

  /**
   * Plain values.
   *
   * @param unit as it stands behind a number on the axis
   */
  record Linear(String unit) implements AxisScale {}
}
