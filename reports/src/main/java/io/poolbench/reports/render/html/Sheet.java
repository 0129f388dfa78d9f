package io.poolbench.reports.render.html;

import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.Table;
import io.poolbench.reports.view.Table.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One table and its place in the page.
 *
 * @param configuration what tells it from tables of the same unit; empty where that is nothing
 */
record Sheet(Table table, String configuration) {

  static List<Sheet> of(ReportModel model) {
    TreeSet<String> varying = varying(model.tables());
    List<Sheet> sheets = new ArrayList<>();
    for (Table table : model.tables()) {
      List<String> parts = new ArrayList<>();
      for (String key : varying) {
        String value = table.configuration().getOrDefault(key, "");
        if (!value.isEmpty()) {
          parts.add(key + " " + value);
        }
      }
      sheets.add(new Sheet(table, String.join(", ", parts)));
    }
    return sheets;
  }

  private static TreeSet<String> varying(List<Table> tables) {
    TreeSet<String> keys = new TreeSet<>();
    tables.forEach(table -> keys.addAll(table.configuration().keySet()));
    keys.removeIf(
        key ->
            tables.stream()
                    .map(table -> table.configuration().getOrDefault(key, ""))
                    .distinct()
                    .count()
                == 1);
    return keys;
  }

  String title() {
    return configuration.isEmpty() ? table.unit() : table.unit() + ", " + configuration;
  }

  String id() {
    return Anchor.ofMetric(title());
  }

  String rowId(String benchmark) {
    return Anchor.of(title(), benchmark);
  }

  String benchmarkId(String benchmark) {
    return Anchor.ofBenchmark(
        configuration.isEmpty() ? benchmark : benchmark + ", " + configuration);
  }

  List<Row> rows() {
    return table.rows();
  }

  /** Returns the names of the columns; the first is the base. */
  List<String> columns() {
    return table.columns().stream().map(column -> String.join(" ", column.labels())).toList();
  }

  Optional<Row> row(String benchmark) {
    return rows().stream().filter(row -> row.label().equals(benchmark)).findFirst();
  }

  Optional<Delta> delta(String benchmark, String column) {
    int index = columns().indexOf(column);
    return index < 0
        ? Optional.empty()
        : row(benchmark).flatMap(row -> cell(row, index)).flatMap(Sheet::delta);
  }

  static Optional<Cell> cell(Row row, int column) {
    return Optional.ofNullable(row.cells().get(column));
  }

  static Stream<Cell> cells(Row row) {
    return IntStream.range(0, row.cells().size())
        .mapToObj(column -> cell(row, column))
        .flatMap(Optional::stream);
  }

  static Optional<Delta> delta(Cell cell) {
    return Optional.ofNullable(cell.delta());
  }

  /** Tells whether any arm of the row differs from its base. */
  static boolean changed(Row row) {
    return cells(row).flatMap(cell -> delta(cell).stream()).anyMatch(Sheet::changed);
  }

  static boolean changed(Delta delta) {
    return delta.differs();
  }

  static Map<String, List<Sheet>> byConfiguration(List<Sheet> sheets) {
    Map<String, List<Sheet>> groups = new LinkedHashMap<>();
    sheets.forEach(
        sheet -> groups.computeIfAbsent(sheet.configuration(), _ -> new ArrayList<>()).add(sheet));
    return groups;
  }
}
