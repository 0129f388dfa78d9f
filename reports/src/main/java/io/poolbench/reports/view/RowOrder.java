package io.poolbench.reports.view;

import java.util.Comparator;
import java.util.List;

/** The choice and order of the rows in a report's tables; means stay those of all rows. */
public enum RowOrder {
  /** Keeps rows as the row projection says. */
  NAME,
  /** Puts the largest decrease first. */
  DELTA,
  /** Puts the largest increase first. */
  DELTA_DESCENDING;

  /**
   * Returns a report with rows in this order.
   *
   * @param changedOnly leaves out rows in which no column differs from the base beyond chance
   */
  public ReportModel apply(ReportModel report, boolean changedOnly) {
    return report.withTables(
        report.tables().stream()
            .map(table -> table.withRows(rows(table, changedOnly)))
            .filter(table -> !changedOnly || !table.rows().isEmpty())
            .toList());
  }

  private List<Table.Row> rows(Table table, boolean changedOnly) {
    return table.rows().stream()
        .filter(row -> !changedOnly || isChanged(row))
        .sorted(order())
        .toList();
  }

  private Comparator<Table.Row> order() {
    return switch (this) {
      case NAME -> (_, _) -> 0;
      case DELTA -> Comparator.comparingDouble(RowOrder::ratio);
      case DELTA_DESCENDING -> Comparator.comparingDouble(row -> -ratio(row));
    };
  }

  /** Returns the ratio of the last column that has one; rows without count as unchanged. */
  private static double ratio(Table.Row row) {
    for (Cell cell : row.cells().reversed()) {
      Delta delta = cell == null ? null : cell.delta();
      if (delta != null && Double.isFinite(delta.ratio())) {
        return delta.ratio();
      }
    }
    return 1;
  }

  private static boolean isChanged(Table.Row row) {
    for (Cell cell : row.cells()) {
      Delta delta = cell == null ? null : cell.delta();
      if (delta != null && delta.differs()) {
        return true;
      }
    }
    return false;
  }
}
