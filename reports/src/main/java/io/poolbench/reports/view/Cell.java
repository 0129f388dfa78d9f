package io.poolbench.reports.view;

import java.util.List;
import java.util.Optional;

/**
 * One benchmark in one column.
 *
 * @param centerText the scaled center, for example {@code 1.352µ}
 * @param spreadText half the interval relative to the center, for example {@code 2%} or {@code ∞}
 * @param center in the metric's base unit
 * @param low lower end of the interval, base unit; not finite when n is too small for one
 * @param high upper end of the interval, base unit; not finite when n is too small for one
 * @param samples one value per fork in run order, base unit, not rounded
 * @param effect the comparison with the first column; empty there, and where that has no value
 * @param notes marks of the footnotes
 */
public record Cell(
    String centerText,
    String spreadText,
    double center,
    double low,
    double high,
    List<Double> samples,
    Optional<Effect> effect,
    List<Integer> notes) {
  public Cell {
    samples = List.copyOf(samples);
    notes = List.copyOf(notes);
  }
}
