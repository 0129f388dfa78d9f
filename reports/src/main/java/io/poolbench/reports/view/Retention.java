package io.poolbench.reports.view;

import java.util.List;

/**
 * What is retained by class.
 *
 * @param run label of the input
 * @param benchmark name without the variant
 * @param variants one per column
 * @param rows those that differ most between the variants first, then the largest
 * @param totals of all classes, one per variant
 */
public record Retention(
    String run, String benchmark, List<String> variants, List<Row> rows, List<Double> totals) {

  public Retention {
    variants = List.copyOf(variants);
    rows = List.copyOf(rows);
    totals = List.copyOf(totals);
  }

  /**
   * One class.
   *
   * @param bytes heap bytes per unit that is held: the median over forks, one per variant
   */
  public record Row(String className, List<Double> bytes) {

    public Row {
      bytes = List.copyOf(bytes);
    }
  }
}
