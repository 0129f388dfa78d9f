package io.poolbench.reports.view;

/**
 * How a value of the base unit is shown on an axis.
 *
 * @param factor a value is divided by it
 * @param unit stands behind the quotient, for example {@code µs}
 */
public record Scale(double factor, String unit) {}
