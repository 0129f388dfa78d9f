package io.poolbench.reports.render.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Many benchmarks below each other on one axis, each with a mark and an interval for every arm.
 *
 * @param label what it is called
 * @param scale of the axis
 * @param rows from top to bottom
 */
public record Forest(Label label, AxisScale scale, List<Row> rows) {
  public Forest {
    rows = List.copyOf(rows);
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("forest " + label.id() + " has no row to draw");
    }
  }

  /**
   * One benchmark.
   *
   * @param name what the reader calls it
   * @param noise the band behind the marks, in which differences mean nothing; null for none
   */
  public record Row(String name, List<Mark> marks, @Nullable Span noise) {
    public Row {
      marks = List.copyOf(marks);
    }
  }

  /**
   * One arm.
   *
   * @param arm which colour and shape it has
   * @param center finite
   * @param interval null where there are too few forks for one
   * @param sure whether the mark is filled; what may be chance is hollow
   */
  public record Mark(int arm, double center, @Nullable Span interval, boolean sure) {}

  /** A span from one value to another, both finite. */
  public record Span(double low, double high) {}
}
