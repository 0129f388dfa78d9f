package io.poolbench.reports.render;

import io.poolbench.reports.model.Visible;
import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.Figure;
import io.poolbench.reports.view.Note;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.Table;
import java.util.ArrayList;
import java.util.List;

/** Comma-separated values, equal to benchstat's; notes go to the warnings with the cell's name. */
final class CsvRenderer {

  private final StringBuilder out = new StringBuilder();
  private final StringBuilder warnings;
  private final List<String> record = new ArrayList<>();
  private int line = 1;

  private CsvRenderer(StringBuilder warnings) {
    this.warnings = warnings;
  }

  static String render(ReportModel report, StringBuilder warnings) {
    CsvRenderer renderer = new CsvRenderer(warnings);
    for (Table table : report.tables()) {
      if (!renderer.out.isEmpty()) {
        renderer.endRecord();
      }
      renderer.table(table);
    }
    return renderer.out.toString();
  }

  private void table(Table table) {
    table
        .heading()
        .forEach(
            (key, value) -> {
              record.add(key + ": " + value);
              endRecord();
            });
    head(table);
    for (Table.Row row : table.rows()) {
      row(row);
    }
    summary(table);
  }

  /** First field of a column; the base has two fields, every other column four. */
  private static int start(int column) {
    return column == 0 ? 1 : 3 + (column - 1) * 4;
  }

  private void head(Table table) {
    int columns = table.columns().size();
    int levels = table.columns().getFirst().labels().size();
    for (int level = 0; level < levels; level++) {
      for (int column = 0; column < columns; column++) {
        padTo(start(column));
        record.add(table.columns().get(column).labels().get(level));
      }
      padTo(start(columns));
      endRecord();
    }
    for (int column = 0; column < columns; column++) {
      padTo(start(column));
      record.add(table.unit());
      record.add("CI");
      if (column > 0) {
        record.add("vs base");
        record.add("P");
      }
    }
    endRecord();
  }

  private void row(Table.Row row) {
    record.add(row.label());
    for (int column = 0; column < row.cells().size(); column++) {
      Cell cell = row.cells().get(column);
      if (cell == null) {
        continue;
      }
      padTo(start(column));
      warn(cell.notes());
      record.add(cell.center().exact());
      record.add(cell.spread());
      Delta delta = cell.delta();
      if (delta != null) {
        warn(delta.notes());
        record.add(delta.text());
        record.add(delta.evidence());
      }
    }
    endRecord();
  }

  private void summary(Table table) {
    record.add(table.summary().label());
    List<Table.Mean> means = table.summary().cells();
    for (int column = 0; column < means.size(); column++) {
      Table.Mean mean = means.get(column);
      padTo(start(column));
      warn(mean.notes());
      Figure center = mean.center();
      if (center != null) {
        record.add(center.exact());
      }
      if (column > 0) {
        padTo(start(column) + 2);
        record.add(mean.delta());
      }
    }
    padTo(start(means.size()));
    endRecord();
  }

  private void padTo(int fields) {
    while (record.size() < fields) {
      record.add("");
    }
  }

  private void endRecord() {
    for (int i = 0; i < record.size(); i++) {
      out.append(i > 0 ? "," : "").append(CsvField.of(record.get(i)));
    }
    out.append('\n');
    record.clear();
    line++;
  }

  /** Notes on the field that comes next. */
  private void warn(List<Note> notes) {
    for (Note note : notes) {
      String cell = columnName(record.size()) + line;
      warnings.append(cell).append(": ").append(Visible.text(note.text())).append('\n');
    }
  }

  /** Names a column as spreadsheets do: A to Z, AA to ZZ and so on. */
  static String columnName(int index) {
    String last = String.valueOf((char) ('A' + index % 26));
    return index < 26 ? last : columnName(index / 26 - 1) + last;
  }
}
