package io.poolbench.reports.view;

import java.util.List;

/**
 * One metric of all benchmarks: benchstat's table.
 *
 * @param unit the metric's base unit, which is its name: {@code sec/op}
 * @param better the direction in which it improves
 * @param columns labels of the arms or inputs; the first is the base of every comparison
 * @param rows one for each benchmark
 * @param geomean one for each column; empty when there is nothing to summarise
 * @param notes footnotes; a mark of {@code n} points at the n-th, counted from one
 */
public record MetricTable(
    String unit,
    Better better,
    List<String> columns,
    List<Row> rows,
    List<Geomean> geomean,
    List<String> notes) {
  public MetricTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    geomean = List.copyOf(geomean);
    notes = List.copyOf(notes);
  }
}
