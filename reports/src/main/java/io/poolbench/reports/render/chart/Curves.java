package io.poolbench.reports.render.chart;

import java.util.List;

/**
 * Values over time, a curve for each arm.
 *
 * @param label what it is called
 * @param across unit of time, as it stands behind a number
 * @param up unit of the values, likewise
 * @param curves at least one
 */
public record Curves(Label label, String across, String up, List<Curve> curves) {
  public Curves {
    curves = List.copyOf(curves);
  }

  /**
   * One arm.
   *
   * @param arm which colour and shape it has
   * @param points in the order of time
   */
  public record Curve(int arm, List<Point> points) {
    public Curve {
      points = List.copyOf(points);
    }
  }

  /**
   * One value.
   *
   * @param marked whether it carries the arm's mark
   */
  public record Point(double time, double value, boolean marked) {}
}
