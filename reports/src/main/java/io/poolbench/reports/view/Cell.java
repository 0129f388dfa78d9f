package io.poolbench.reports.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sample of one benchmark in one column, as it is shown.
 *
 * @param center median, or mode of an exact metric
 * @param low lower bound of the center's interval, in the table's unit; may be negative infinity
 * @param high upper bound of the center's interval, in the table's unit; may be positive infinity
 * @param spread the interval as text, as in {@code 2%}, {@code ∞} or {@code ?}
 * @param samples one value per fork, in the order in which they ran
 * @param notes footnotes about this sample
 * @param delta against the row's base cell; null where there is nothing to compare
 */
public record Cell(
    Figure center,
    double low,
    double high,
    String spread,
    List<Double> samples,
    List<Note> notes,
    @Nullable Delta delta) {

  public Cell {
    notes = List.copyOf(notes);
  }
}
