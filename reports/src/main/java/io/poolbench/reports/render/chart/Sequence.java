package io.poolbench.reports.render.chart;

import java.util.List;

/**
 * Forks in the order in which they ran.
 *
 * @param label what it is called
 * @param scale of the values
 * @param points finite values; in any order
 */
public record Sequence(Label label, AxisScale scale, List<Point> points) {
  public Sequence {
    points = List.copyOf(points);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("sequence " + label.id() + " has no point to draw");
    }
  }

  /**
   * One fork.
   *
   * @param arm which colour and shape it has
   * @param place in the order of execution
   */
  public record Point(int arm, int place, double value) {}
}
