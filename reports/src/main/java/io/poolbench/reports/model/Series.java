package io.poolbench.reports.model;

import java.time.Instant;
import java.util.List;

/**
 * One metric of one benchmark over all runs that were made in one environment.
 *
 * @param variant or empty
 * @param unit base unit
 * @param environment fingerprint; values of different environments never share a series
 * @param host of the latest run
 * @param points in order of time
 */
public record Series(
    String benchmark,
    String variant,
    String unit,
    String environment,
    String host,
    List<Point> points) {

  public Series {
    points = List.copyOf(points);
  }

  /**
   * One run.
   *
   * @param values one per fork, at least one
   */
  public record Point(String run, Instant started, String revision, List<Double> values) {

    public Point {
      values = List.copyOf(values);
    }
  }
}
