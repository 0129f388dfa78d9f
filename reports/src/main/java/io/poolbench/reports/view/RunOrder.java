package io.poolbench.reports.view;

import java.util.List;

/**
 * One metric in the order in which its forks ran: where the machine drifted, it shows here.
 *
 * @param run label of the input
 * @param unit base unit of the values
 * @param arms variants in the order of the report
 * @param points in the order of execution
 */
public record RunOrder(String run, String unit, List<String> arms, List<Point> points) {

  public RunOrder {
    arms = List.copyOf(arms);
    points = List.copyOf(points);
  }

  /**
   * One fork.
   *
   * @param trial place in the order of execution, from 0
   * @param started ISO-8601 instant, or empty
   * @param benchmark name without the variant
   * @param value in the unit of the plot
   * @param ratio of the value to the median of all forks of this benchmark and variant
   */
  public record Point(
      int trial, String started, String benchmark, String variant, double value, double ratio) {}
}
