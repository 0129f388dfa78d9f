package io.poolbench.reports.view;

import io.poolbench.reports.model.Better;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One metric under one configuration.
 *
 * @param configuration value of every key of the table projection
 * @param heading the part of the configuration that differs from the previous table
 * @param unit base unit, which is the metric's name
 * @param better direction of improvement
 * @param columns the first is the base of all others
 * @param summary the row of geometric means
 * @param notes footnotes in order of their numbers, without repetition
 */
public record Table(
    Map<String, String> configuration,
    Map<String, String> heading,
    String unit,
    Better better,
    List<Column> columns,
    List<Row> rows,
    Summary summary,
    List<Note> notes) {

  public Table {
    configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
    heading = Collections.unmodifiableMap(new LinkedHashMap<>(heading));
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    notes = List.copyOf(notes);
  }

  /** Returns the same with other rows; means stay those of all. */
  Table withRows(List<Row> others) {
    return new Table(configuration, heading, unit, better, columns, others, summary, notes);
  }

  /**
   * One of the things that are compared.
   *
   * @param labels one per key of the column projection, outermost first
   */
  public record Column(List<String> labels) {

    public Column {
      labels = List.copyOf(labels);
    }
  }

  /**
   * One benchmark.
   *
   * @param axis for drawing all cells on one axis
   * @param cells one per column; null where nothing was measured
   */
  public record Row(String label, Axis axis, List<@Nullable Cell> cells) {

    public Row {
      cells = Collections.unmodifiableList(cells);
    }
  }

  /**
   * The scale of an axis on which the largest center of a row is a readable number.
   *
   * @param factor a value is divided by it
   * @param unit what stands behind the quotient, as in {@code µsec/op}
   */
  public record Axis(double factor, String unit) {}

  /**
   * The last row: what holds for all benchmarks together.
   *
   * @param cells one per column
   */
  public record Summary(String label, List<Mean> cells) {

    public Summary {
      cells = List.copyOf(cells);
    }
  }

  /**
   * Geometric means of one column.
   *
   * @param center of the column's centers; null when one of them is not positive
   * @param ratio of the ratios to the base; null in the base column and when there is none
   * @param delta the ratio as text, {@code ?} where it cannot be given; empty in the base column
   */
  public record Mean(
      @Nullable Figure center, @Nullable Double ratio, String delta, List<Note> notes) {

    public Mean {
      notes = List.copyOf(notes);
    }
  }
}
