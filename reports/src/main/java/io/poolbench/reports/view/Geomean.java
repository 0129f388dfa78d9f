package io.poolbench.reports.view;

import java.util.List;

/**
 * The summary of a column.
 *
 * @param centerText geometric mean of the centers; empty when one of them is not positive
 * @param deltaText geometric mean of the ratios to the base, as a change; empty for the base
 * @param notes marks of the footnotes
 */
public record Geomean(String centerText, String deltaText, List<Integer> notes) {
  public Geomean {
    notes = List.copyOf(notes);
  }
}
