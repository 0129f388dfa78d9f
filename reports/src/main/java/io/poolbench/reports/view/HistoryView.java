package io.poolbench.reports.view;

import io.poolbench.reports.model.Better;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One metric of one benchmark through time.
 *
 * @param variant or empty
 * @param environment fingerprint
 * @param host or empty
 * @param better as far as it is known for the unit
 * @param axis prefix and factor in which the centers are written
 * @param rows in order of time
 */
public record HistoryView(
    String benchmark,
    String variant,
    String unit,
    String environment,
    String host,
    Better better,
    Table.Axis axis,
    List<Row> rows) {

  public HistoryView {
    rows = List.copyOf(rows);
  }

  /**
   * Returns those that the latest run has measured, or another run of its revision: the others are
   * of older code, or of a machine or JVM that nobody uses any more.
   */
  public static List<HistoryView> current(List<HistoryView> views) {
    Optional<Row> latest =
        views.stream().map(HistoryView::latest).max(Comparator.comparing(Row::when));
    return views.stream()
        .filter(view -> latest.filter(row -> row.isBeside(view.latest())).isPresent())
        .toList();
  }

  /** Returns the latest run. */
  public Row latest() {
    return rows.getLast();
  }

  /** Tells whether the level that begins with a run is worse than the one before. */
  public boolean isWorse(Row row) {
    return switch (better) {
      case LOWER -> row.levelRatio() > 1;
      case HIGHER -> row.levelRatio() < 1;
      case UNKNOWN -> false;
    };
  }

  /** Returns benchmark and variant, as in {@code Bufioreuse/op=fakeconn before}. */
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

    private boolean isBeside(Row other) {
      return run.equals(other.run) || (!revision.isEmpty() && revision.equals(other.revision));
    }

    /** Tells whether a new level begins with this run. */
    public boolean changePoint() {
      return !level.isEmpty();
    }
  }
}
