package io.poolbench.reports.compare;

import io.poolbench.reports.compare.ComparedTable.Column;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What a reader must know before believing a comparison that no single cell can say. */
public final class Doubts {

  private Doubts() {}

  /** Tables in which another column had to take the place of the base. */
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

  /** Runs that were made in another environment than the first. */
  public static List<Finding> otherEnvironments(List<Run> runs) {
    List<Finding> findings = new ArrayList<>();
    for (Run run : runs) {
      Map<String, String> first = runs.getFirst().environment();
      TreeSet<String> differing = new TreeSet<>(first.keySet());
      differing.addAll(run.environment().keySet());
      differing.removeIf(
          key -> first.getOrDefault(key, "").equals(run.environment().getOrDefault(key, "")));
      if (!differing.isEmpty()) {
        findings.add(
            new Finding(
                run.file(),
                "not made in the environment of %s: they differ in %s"
                    .formatted(runs.getFirst().file(), String.join(", ", differing))));
      }
    }
    return findings;
  }

  /** Configuration in which the tables differ: what keeps results from meeting in one table. */
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
