package io.poolbench.reports.compare;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.stats.ExactProcedure;
import io.poolbench.reports.stats.Looks;
import io.poolbench.reports.stats.Procedure;
import io.poolbench.reports.stats.RankProcedure;
import io.poolbench.reports.stats.SequentialProcedure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Deals measurements to tables, rows and columns. */
public final class Comparer {

  private final Grouping grouping;
  private final Map<TableKey, TableBuilder> tables = new LinkedHashMap<>();
  private final IdentityHashMap<Benchmark, Place> places = new IdentityHashMap<>();

  private record TableKey(Key configuration, String unit) {}

  /** The table, row and column of one benchmark, and what no projection looks at. */
  private record Place(Key table, Key row, Key column, Key residue) {}

  private Comparer(Grouping grouping) {
    this.grouping = grouping;
  }

  /**
   * Groups and compares all results.
   *
   * @param alpha threshold of significance, 0 to 1
   * @param confidence level of the intervals, 0 to 1
   * @throws InputException if the filter leaves nothing
   */
  public static Comparisons compare(
      ResultSet results, Grouping grouping, double alpha, double confidence) {
    Comparer comparer = new Comparer(grouping);
    results.measurements().forEach(comparer::add);
    if (comparer.tables.isEmpty()) {
      throw new InputException(
          "--filter",
          "none of %d measurements matches"
              .formatted(results.measurements().stream().mapToInt(Measurement::size).sum()),
          "a filter and fixed orders that leave some",
          "compare without --filter to see what there is");
    }
    List<ComparedTable> tables = comparer.tables(results, alpha, confidence);
    List<Finding> findings = new ArrayList<>(results.findings());
    findings.addAll(Doubts.of(results));
    findings.addAll(Steadiness.of(results.runs()));
    List<ComparedTable.Column> columns = comparer.columns();
    findings.addAll(Partners.otherBases(tables, columns));
    findings.addAll(Partners.withoutPartner(tables, columns));
    findings.addAll(Partners.untestable(tables));
    return new Comparisons(alpha, confidence, tables, findings);
  }

  private List<ComparedTable> tables(ResultSet results, double alpha, double confidence) {
    Procedure sampled =
        looks(results)
            .filter(_ -> alpha == Looks.ALPHA)
            .<Procedure>map(looks -> new SequentialProcedure(looks, confidence))
            .orElse(new RankProcedure(alpha, confidence));
    Procedure exact = new ExactProcedure();
    List<ComparedTable> compared = new ArrayList<>();
    for (TableKey key : sortedKeys()) {
      Metric metric = Objects.requireNonNull(results.metrics().get(key.unit));
      TableBuilder table = Objects.requireNonNull(tables.get(key));
      Procedure procedure = metric.assumption() == Assumption.EXACT ? exact : sampled;
      compared.add(table.build(grouping.table.values(key.configuration), metric, procedure));
    }
    return compared;
  }

  /** Returns the looks of the only run, if its rows stopped when they were decided. */
  private static Optional<Looks> looks(ResultSet results) {
    return results.runs().size() == 1
        ? Looks.after(results.runs().getFirst().looks())
        : Optional.empty();
  }

  /** Sorts by the table projection, then by first appearance of the unit in any table. */
  private List<TableKey> sortedKeys() {
    Map<String, Integer> units = new HashMap<>();
    tables.keySet().forEach(key -> units.putIfAbsent(key.unit, units.size()));
    List<TableKey> keys = new ArrayList<>(tables.keySet());
    keys.sort(
        Comparator.comparing(TableKey::configuration, grouping.table.comparator())
            .thenComparing(key -> units.getOrDefault(key.unit, 0)));
    return keys;
  }

  private List<ComparedTable.Column> columns() {
    return places.values().stream()
        .map(Place::column)
        .distinct()
        .sorted(grouping.column.comparator())
        .map(grouping.column::head)
        .toList();
  }

  private void add(Measurement measurement) {
    Benchmark benchmark = measurement.benchmark();
    if (grouping.admits(benchmark) && grouping.filter.matches(measurement)) {
      Place place = places.computeIfAbsent(benchmark, this::place);
      tables
          .computeIfAbsent(
              new TableKey(place.table, measurement.unit()), _ -> new TableBuilder(grouping))
          .cell(place.row, place.column, place.residue)
          .add(measurement);
    }
  }

  private Place place(Benchmark benchmark) {
    return new Place(
        grouping.table.project(benchmark),
        grouping.row.project(benchmark),
        grouping.column.project(benchmark),
        grouping.residue.project(benchmark));
  }
}
