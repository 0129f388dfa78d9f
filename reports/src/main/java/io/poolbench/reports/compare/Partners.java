package io.poolbench.reports.compare;

import io.poolbench.reports.compare.ComparedTable.Column;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.stats.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what has no partner, what cannot be tested, and what keeps results apart. */
final class Partners {

  /** The place of findings on the comparison as a whole. */
  private static final String COMPARE = "compare";

  private static final int SHOWN = 5;

  private Partners() {}

  /** Finds benchmarks that no other column has, in any metric. */
  static List<Finding> withoutPartner(List<ComparedTable> tables, List<Column> columns) {
    if (columns.size() < 2 || !Comparisons.isAnyCompared(tables)) {
      return List.of();
    }
    Map<List<Object>, TreeSet<Integer>> found = new LinkedHashMap<>();
    for (ComparedTable table : tables) {
      for (ComparedTable.Row row : table.rows()) {
        TreeSet<Integer> in =
            found.computeIfAbsent(
                List.of(table.configuration(), row.label()), _ -> new TreeSet<>());
        for (int i = 0; i < row.cells().size(); i++) {
          if (row.cells().get(i) != null) {
            in.add(columns.indexOf(table.columns().get(i)));
          }
        }
      }
    }
    List<Finding> findings = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      int only = column;
      List<String> alone =
          found.entrySet().stream()
              .filter(entry -> entry.getValue().equals(new TreeSet<>(List.of(only))))
              .map(entry -> String.valueOf(entry.getKey().getLast()))
              .distinct()
              .toList();
      if (!alone.isEmpty()) {
        findings.add(
            new Finding(
                COMPARE,
                "%s of %s benchmarks have no partner, being only in %s: %s"
                    .formatted(
                        alone.size(), found.size(), name(columns.get(column)), some(alone))));
      }
    }
    return findings;
  }

  private static String some(List<String> names) {
    String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? first + " and " + (names.size() - SHOWN) + " more" : first;
  }

  /** Finds comparisons of so few forks that no difference of theirs could be significant. */
  static List<Finding> untestable(List<ComparedTable> tables) {
    int all = 0;
    int untestable = 0;
    int forks = 0;
    for (ComparedTable table : tables) {
      for (ComparedTable.Row row : table.rows()) {
        for (ComparedTable.Cell cell : row.cells()) {
          Comparison comparison = cell == null ? null : cell.comparison();
          if (comparison != null) {
            all++;
            if (!comparison.testable()) {
              untestable++;
              forks = Math.max(forks, Math.max(comparison.baseSize(), comparison.size()));
            }
          }
        }
      }
    }
    return untestable == 0
        ? List.of()
        : List.of(
            new Finding(
                COMPARE,
                "%s of %s comparisons cannot be tested: %s; %s"
                    .formatted(
                        untestable,
                        all,
                        forks == 1 ? "one fork each" : "at most " + forks + " forks each",
                        Finding.MORE_FORKS)));
  }

  /** Finds tables in which another column had to take the place of the base. */
  static List<Finding> otherBases(List<ComparedTable> tables, List<Column> columns) {
    List<Finding> findings = new ArrayList<>();
    for (ComparedTable table : tables) {
      Column base = table.columns().getFirst();
      if (table.columns().size() > 1 && !base.equals(columns.getFirst())) {
        findings.add(
            new Finding(
                table.metric().unit(),
                "%s has no result here, so the others are compared with %s"
                    .formatted(name(columns.getFirst()), name(base))));
      }
    }
    return findings;
  }

  private static String name(Column column) {
    return String.join(" ", column.labels());
  }

  /** Returns the configuration keys that keep results from meeting in one table. */
  static List<String> splittingKeys(List<ComparedTable> tables) {
    TreeSet<String> keys = new TreeSet<>();
    Map<String, String> first = tables.getFirst().configuration();
    for (ComparedTable table : tables) {
      table
          .configuration()
          .forEach(
              (key, value) -> {
                if (!value.equals(first.get(key))) {
                  keys.add(key);
                }
              });
    }
    return List.copyOf(keys);
  }
}
