package io.poolbench.reports.view;

import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.stats.Sample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;

/**
 * Bytes by class of the variants of one benchmark: what an operation allocates, or what a unit
 * retains.
 *
 * @param run label of the input
 * @param benchmark name without the variant
 * @param variants one per column
 * @param rows those that differ most between the variants first, then the largest
 * @param totals of all classes, one per variant
 */
public record BytesByClass(
    String run, String benchmark, List<String> variants, List<Row> rows, List<Double> totals) {

  public BytesByClass {
    variants = List.copyOf(variants);
    rows = List.copyOf(rows);
    totals = List.copyOf(totals);
  }

  /**
   * One class.
   *
   * @param bytes per operation or per unit that is held: the median over forks, one per variant
   */
  public record Row(String className, List<Double> bytes) {

    public Row {
      bytes = List.copyOf(bytes);
    }
  }

  /**
   * Takes the medians over forks.
   *
   * @param forks by variant, in the order of the report, the bytes of each class in each fork
   */
  public static BytesByClass of(
      StoredRun run, String benchmark, SequencedMap<String, List<Map<String, Double>>> forks) {
    TreeSet<String> classes = new TreeSet<>();
    forks.values().stream()
        .flatMap(Collection::stream)
        .forEach(fork -> classes.addAll(fork.keySet()));
    List<Row> rows = new ArrayList<>();
    for (String name : classes) {
      List<Double> bytes = new ArrayList<>();
      for (List<Map<String, Double>> each : forks.values()) {
        bytes.add(
            Sample.of(each.stream().map(fork -> fork.getOrDefault(name, 0.0)).toList()).median());
      }
      rows.add(new Row(name, bytes));
    }
    rows.sort(
        Comparator.comparingDouble(BytesByClass::spread)
            .thenComparingDouble(row -> row.bytes().getFirst())
            .reversed());
    List<Double> totals = new ArrayList<>();
    for (int arm = 0; arm < forks.size(); arm++) {
      int column = arm;
      totals.add(rows.stream().mapToDouble(row -> row.bytes().get(column)).sum());
    }
    return new BytesByClass(run.file(), benchmark, List.copyOf(forks.keySet()), rows, totals);
  }

  /** Tells how far the variants lie apart. */
  private static double spread(Row row) {
    return Collections.max(row.bytes()) - Collections.min(row.bytes());
  }
}
