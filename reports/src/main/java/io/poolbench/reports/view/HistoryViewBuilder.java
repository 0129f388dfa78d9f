package io.poolbench.reports.view;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Series;
import io.poolbench.reports.stats.LevelChange;
import io.poolbench.reports.stats.RankProcedure;
import io.poolbench.reports.stats.Sample;
import io.poolbench.reports.stats.Summary;
import io.poolbench.reports.unit.BaseUnit;
import io.poolbench.reports.unit.Decimals;
import io.poolbench.reports.unit.Scale;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Summarizes each run of a series, compares it with the run before, and finds change points. */
public final class HistoryViewBuilder {

  /** The largest p of a change point, at each look: a history is looked at after every run. */
  private static final double LEVEL_ALPHA = 0.001;

  /** The most places by which a change may move with every run that comes. */
  private static final int NEAR = 2;

  private static final RankProcedure PROCEDURE = new RankProcedure(0.05, 0.95);

  private HistoryViewBuilder() {}

  public static HistoryView build(Series series) {
    List<Sample> samples =
        series.points().stream().map(point -> Sample.of(point.values())).toList();
    List<Summary> summaries = samples.stream().map(PROCEDURE::summarize).toList();
    double[] centers = summaries.stream().mapToDouble(Summary::center).toArray();
    Scale scale =
        Scale.common(Arrays.stream(centers).boxed().toList(), BaseUnit.isBinary(series.unit()));
    Map<Integer, Level> levels = levels(centers);
    List<HistoryView.Row> rows = new ArrayList<>();
    for (int i = 0; i < centers.length; i++) {
      Series.Point point = series.points().get(i);
      Summary summary = summaries.get(i);
      Level level = levels.getOrDefault(i, Level.SAME);
      rows.add(
          new HistoryView.Row(
              point.run(),
              point.started().truncatedTo(ChronoUnit.SECONDS).toString(),
              point.revision(),
              point.values(),
              new Figure(centers[i], scale.format(centers[i])),
              summary.low(),
              summary.high(),
              interval(summary, scale),
              level.ratio,
              level.p,
              level.text()));
    }
    return new HistoryView(
        series.benchmark(),
        series.variant(),
        series.unit(),
        series.environment(),
        series.host(),
        Better.of(series.unit()),
        new Table.Axis(scale.factor(), scale.prefix() + series.unit()),
        rows);
  }

  /**
   * Finds the level that only the latest run has brought to light, give or take a few runs.
   *
   * @return the run with which it begins; empty where there is none
   */
  public static Optional<HistoryView.Row> found(HistoryView view) {
    List<HistoryView.Row> rows = view.rows();
    double[] before =
        rows.stream().limit(rows.size() - 1).mapToDouble(row -> row.center().value()).toArray();
    Set<Integer> known = levels(before).keySet();
    return IntStream.range(0, rows.size())
        .filter(place -> rows.get(place).changePoint())
        .filter(place -> known.stream().noneMatch(old -> Math.abs(old - place) <= NEAR))
        .mapToObj(rows::get)
        .reduce((_, later) -> later);
  }

  private static String interval(Summary summary, Scale scale) {
    return Double.isFinite(summary.low()) && Double.isFinite(summary.high())
        ? scale.format(summary.low()) + " to " + scale.format(summary.high())
        : "∞";
  }

  private static double ratio(double value, double before) {
    return value == before ? 1 : value / before;
  }

  private static String percent(double ratio) {
    return Double.isFinite(ratio) ? Decimals.signed(100 * (ratio - 1), 2) + "%" : "?";
  }

  private record Level(double ratio, double p) {

    static final Level SAME = new Level(Double.NaN, Double.NaN);

    String text() {
      return Double.isNaN(p) ? "" : percent(ratio) + " (p=" + Decimals.fixed(p, 3) + ")";
    }
  }

  /** Returns the new levels by the place of their first run. */
  private static Map<Integer, Level> levels(double[] centers) {
    List<LevelChange> changes = LevelChange.all(centers, LEVEL_ALPHA);
    Map<Integer, Level> levels = new HashMap<>();
    for (int i = 0; i < changes.size(); i++) {
      int from = i == 0 ? 0 : changes.get(i - 1).index();
      int at = changes.get(i).index();
      int to = i + 1 == changes.size() ? centers.length : changes.get(i + 1).index();
      double before = Sample.ofRange(centers, from, at).median();
      double ratio = ratio(Sample.ofRange(centers, at, to).median(), before);
      levels.put(at, new Level(ratio, changes.get(i).p()));
    }
    return levels;
  }
}
