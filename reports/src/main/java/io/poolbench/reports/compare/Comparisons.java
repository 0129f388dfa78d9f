package io.poolbench.reports.compare;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.InputException;
import java.util.List;

/**
 * All tables of a report.
 *
 * @param alpha threshold of significance that they were compared with
 * @param confidence level of their intervals
 * @param tables in the order of the table projection, then of first appearance of the unit
 * @param findings of reading and of comparing
 */
public record Comparisons(
    double alpha, double confidence, List<ComparedTable> tables, List<Finding> findings) {

  public Comparisons {
    tables = List.copyOf(tables);
    findings = List.copyOf(findings);
  }

  /**
   * Refuses tables of several columns in which no row could be compared: a silent empty comparison
   * looks like one without differences.
   *
   * @throws InputException naming what keeps the results apart
   */
  public void requireIntersection() {
    long columns = tables.stream().flatMap(table -> table.columns().stream()).distinct().count();
    if (columns < 2 || isAnyCompared(tables)) {
      return;
    }
    List<String> splitting = Partners.splittingKeys(tables);
    throw splitting.isEmpty()
        ? new InputException(
            "compare",
            "the columns have nothing in common",
            "a benchmark and unit that two of them have",
            "check the names, --row and --col")
        : new InputException(
            "compare",
            "the columns have nothing in common, since they differ in "
                + String.join(", ", splitting),
            "results of one configuration",
            "try --ignore " + String.join(",", splitting));
  }

  static boolean isAnyCompared(List<ComparedTable> tables) {
    return tables.stream().anyMatch(Comparisons::hasComparison);
  }

  private static boolean hasComparison(ComparedTable table) {
    return table.rows().stream()
        .flatMap(row -> row.cells().stream())
        .anyMatch(cell -> cell != null && cell.comparison() != null);
  }
}
