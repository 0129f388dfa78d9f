package io.poolbench.reports.compare;

import io.poolbench.reports.model.Metric;
import io.poolbench.reports.stats.Comparison;
import io.poolbench.reports.stats.Sample;
import io.poolbench.reports.stats.Summary;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One metric under one configuration: rows are benchmarks, columns what is compared.
 *
 * @param configuration value of every key of the table projection, in the projection's order
 * @param columns those that have data here; the first is the base of all others
 * @param rows those that have data here
 * @param means one per column
 */
public record ComparedTable(
    Map<String, String> configuration,
    Metric metric,
    List<Column> columns,
    List<Row> rows,
    List<Mean> means) {

  public ComparedTable {
    configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    means = List.copyOf(means);
  }

  /**
   * One of the things that are compared.
   *
   * @param labels one per key of the column projection
   */
  public record Column(List<String> labels) {

    public Column {
      labels = List.copyOf(labels);
    }
  }

  /**
   * One benchmark.
   *
   * @param label the values of the row projection's keys, separated by blanks
   * @param cells one per column; null where nothing was measured
   */
  public record Row(String label, List<@Nullable Cell> cells) {

    public Row {
      cells = Collections.unmodifiableList(cells);
    }
  }

  /**
   * The sample of one benchmark in one column, summarized and compared.
   *
   * @param sample all values that fell into this cell
   * @param summary of the sample
   * @param varying keys that no projection mentions and in which the pooled results differ
   * @param comparison with the row's base cell; null in the base column and in rows without base
   */
  public record Cell(
      Sample sample, Summary summary, List<String> varying, @Nullable Comparison comparison) {

    public Cell {
      varying = List.copyOf(varying);
    }
  }

  /**
   * Geometric means of one column.
   *
   * @param center of the centers of all its rows; null when one of them is not positive
   * @param ratio of the ratios to the base, over the rows that have one; null when there is none
   * @param notes what the reader must know about these means
   */
  public record Mean(@Nullable Double center, @Nullable Double ratio, List<String> notes) {

    public Mean {
      notes = List.copyOf(notes);
    }
  }
}
