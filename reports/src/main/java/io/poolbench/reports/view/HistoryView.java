package io.poolbench.reports.view;

import java.util.List;

/**
 * One metric of one benchmark through time.
 *
 * @param variant or empty
 * @param environment fingerprint
 * @param host or empty
 * @param axis prefix and factor in which the centers are written
 * @param rows in order of time
 */
public record HistoryView(
    String benchmark,
    String variant,
    String unit,
    String environment,
    String host,
    Table.Axis axis,
    List<Row> rows) {

  public HistoryView {
    rows = List.copyOf(rows);
  }

  /** As in {@code Bufioreuse/op=fakeconn before}. */
  public String name() {
    return variant.isEmpty() ? benchmark : benchmark + " " + variant;
  }

  /**
   * One run.
   *
   * @param when ISO-8601 instant, to the second
   * @param low may be negative infinity
   * @param high may be positive infinity
   * @param levelRatio median after a change point to that before; not a number where none is
   * @param levelP of the change point; not a number where none is
   * @param level as in {@code +10.12% (p=0.001)}; empty where there is no change point
   */
  public record Row(
      String run,
      String when,
      String revision,
      List<Double> samples,
      Figure center,
      double low,
      double high,
      String interval,
      double levelRatio,
      double levelP,
      String level) {

    public Row {
      samples = List.copyOf(samples);
    }

    /** Whether a new level begins with this run. */
    public boolean changePoint() {
      return !level.isEmpty();
    }
  }
}
