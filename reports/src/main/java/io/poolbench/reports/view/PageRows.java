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

  /** A benchmark, whichever of its metrics a table holds. */
  private record Benchmark(Map<String, String> configuration, String label) {

    static Benchmark of(Table table, Table.Row row) {
      return new Benchmark(table.configuration(), row.label());
    }
  }

  /** Returns a report with the rows that a page draws, in order; means stay those of all rows. */
  public static ReportModel of(ReportModel report) {
    Map<Benchmark, Double> sizes = new LinkedHashMap<>();
    for (Table table : report.tables()) {
      table.rows().forEach(row -> sizes.merge(Benchmark.of(table, row), size(row), Math::max));
    }
    if (sizes.size() <= MOST) {
      return report;
    }
    Set<Benchmark> drawn =
        sizes.entrySet().stream()
            .sorted(Map.Entry.<Benchmark, Double>comparingByValue().reversed())
            .limit(MOST)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return report.withTables(
        report.tables().stream()
            .map(
                table ->
                    table.withRows(
                        table.rows().stream()
                            .filter(row -> drawn.contains(Benchmark.of(table, row)))
                            .toList()))
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
