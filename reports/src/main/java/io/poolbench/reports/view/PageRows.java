package io.poolbench.reports.view;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Chooses the benchmarks that a page draws: all, or of too many those that changed most. A page of
 * thousands of charts would be too large for a browser, and for whoever reads it.
 */
public final class PageRows {

  private static final int MOST = 200;

  private PageRows() {}

  /** Returns a report with the rows that a page draws, in order; means stay those of all rows. */
  public static ReportModel of(ReportModel report) {
    Map<String, Double> sizes = new LinkedHashMap<>();
    for (Table table : report.tables()) {
      table.rows().forEach(row -> sizes.merge(row.label(), size(row), Math::max));
    }
    if (sizes.size() <= MOST) {
      return report;
    }
    Set<String> drawn =
        sizes.entrySet().stream()
            .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
            .limit(MOST)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return report.withTables(
        report.tables().stream()
            .map(
                table ->
                    table.withRows(
                        table.rows().stream().filter(row -> drawn.contains(row.label())).toList()))
            .filter(table -> !table.rows().isEmpty())
            .toList());
  }

  /** Measures the row's largest change beyond chance, on a scale where half equals double. */
  private static double size(Table.Row row) {
    double largest = 0;
    for (Cell cell : row.cells()) {
      Delta delta = cell == null ? null : cell.delta();
      if (delta != null && delta.differs()) {
        largest = Math.max(largest, Math.abs(Math.log(delta.ratio())));
      }
    }
    return largest;
  }
}
