package io.poolbench.reports.compare;

import io.poolbench.reports.compare.ComparedTable.Column;
import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.BenchmarkName;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Origin;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.Run;
import io.poolbench.reports.stats.Comparison;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What a reader must know before believing a comparison that no single cell can say. */
public final class Doubts {

  /** Where what is told of the comparison as a whole stands. */
  private static final String COMPARE = "compare";

  private static final int SHOWN = 5;

  /** Whoever reads a verdict must know that it was given all the same. */
  private static final String NO_REFUSAL =
      "; judged all the same: a difference may be that of the machine, not of the code";

  private Doubts() {}

  /** Benchmarks that no other column has, in any metric. */
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
                "%d of %d benchmarks have no partner, being only in %s: %s"
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

  /** Comparisons of so few forks that no difference of theirs could be significant. */
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
                "%d of %d comparisons cannot be tested: %s; run with -f 6 (Go: -count 6)"
                    .formatted(
                        untestable,
                        all,
                        forks == 1 ? "one fork each" : "at most " + forks + " forks each")));
  }

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

  /** Whatever makes the results of different inputs hard to compare. */
  public static List<Finding> of(ResultSet results) {
    List<Finding> findings = new ArrayList<>(otherEnvironments(results.runs()));
    for (Origin origin : results.origins()) {
      pooled(origin).ifPresent(findings::add);
      if (origin != results.origins().getFirst()) {
        otherSettings(results.origins().getFirst(), origin).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /**
   * Of results that a gate judges: there no table is split by what its files say of the machine.
   */
  public static List<Finding> ofGate(ResultSet results, String baseline, String candidate) {
    List<Finding> findings = new ArrayList<>();
    of(results).forEach(f -> findings.add(new Finding(f.where(), f.text() + NO_REFUSAL)));
    if (results.runs().isEmpty()) {
      Map<String, TreeSet<String>> old = configuration(results, baseline);
      Map<String, TreeSet<String>> now = configuration(results, candidate);
      TreeSet<String> keys = new TreeSet<>(old.keySet());
      keys.retainAll(now.keySet());
      keys.removeIf(key -> Objects.equals(old.get(key), now.get(key)));
      if (!keys.isEmpty()) {
        String differing =
            keys.stream()
                .map(
                    key ->
                        differing(key, String.valueOf(old.get(key)), String.valueOf(now.get(key))))
                .collect(Collectors.joining("; "));
        findings.add(
            new Finding(
                candidate,
                "not measured as %s was: %s%s".formatted(baseline, differing, NO_REFUSAL)));
      }
    }
    return findings;
  }

  /** What a file says of its measurements beside their names. */
  private static Map<String, TreeSet<String>> configuration(ResultSet results, String file) {
    Map<String, TreeSet<String>> values = new TreeMap<>();
    Benchmark last = null;
    for (Measurement measurement : results.measurements()) {
      Benchmark benchmark = measurement.benchmark();
      if (benchmark != last && benchmark.file().equals(file)) {
        benchmark
            .configuration()
            .forEach((key, value) -> values.computeIfAbsent(key, _ -> new TreeSet<>()).add(value));
      }
      last = benchmark;
    }
    values.keySet().removeAll(List.of("pkg", "mode"));
    return values;
  }

  /** Forks of one sample that were not measured alike. */
  private static Optional<Finding> pooled(Origin origin) {
    for (Map.Entry<BenchmarkName, Map<String, String>> benchmark : origin.settings().entrySet()) {
      for (Map.Entry<String, String> setting : benchmark.getValue().entrySet()) {
        if (setting.getValue().contains(Origin.AND)) {
          return Optional.of(
              new Finding(
                  origin.file(),
                  "%s was measured with different %s: %s"
                      .formatted(benchmark.getKey(), setting.getKey(), setting.getValue())));
        }
      }
    }
    return Optional.empty();
  }

  /** What two files say of the benchmarks that both have. */
  private static Optional<Finding> otherSettings(Origin first, Origin other) {
    Map<String, String> differing = new TreeMap<>();
    TreeSet<String> benchmarks = new TreeSet<>();
    other
        .settings()
        .forEach(
            (name, settings) -> {
              Map<String, String> old = first.settings().getOrDefault(name, Map.of());
              for (String key : differing(old, settings)) {
                benchmarks.add(name.toString());
                differing.putIfAbsent(
                    key, differing(key, old.getOrDefault(key, ""), settings.getOrDefault(key, "")));
              }
            });
    return differing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                other.file(),
                "not measured as %s was (%d of its benchmarks): %s"
                    .formatted(
                        first.file(), benchmarks.size(), String.join("; ", differing.values()))));
  }

  /** What one of them does not say at all is no difference. */
  private static List<String> differing(Map<String, String> old, Map<String, String> now) {
    boolean known = isKnown(old) && isKnown(now);
    return now.keySet().stream()
        .filter(key -> !now.getOrDefault(key, "").equals(old.getOrDefault(key, "")))
        .filter(
            key ->
                known
                    && (key.equals(Origin.ARGUMENTS)
                        || (!now.getOrDefault(key, "").isEmpty()
                            && !old.getOrDefault(key, "").isEmpty())))
        .toList();
  }

  private static boolean isKnown(Map<String, String> settings) {
    return settings.values().stream().anyMatch(value -> !value.isEmpty());
  }

  private static String differing(String key, String old, String now) {
    return "%s %s, there %s"
        .formatted(key, now.isEmpty() ? "none" : now, old.isEmpty() ? "none" : old);
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
