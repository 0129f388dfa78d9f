package io.poolbench.reports.model;

/**
 * One measured quantity.
 *
 * @param unit the base unit, which is also the metric's name, as in {@code sec/op} or {@code B/op}
 * @param better the direction of improvement
 * @param assumption how its values may be summarized and tested
 */
public record Metric(String unit, Better better, Assumption assumption) {

  /** Tells what it is of. */
  public Quantity quantity() {
    return Quantity.of(unit);
  }
}
