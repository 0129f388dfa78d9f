package io.poolbench.reports.view;

import io.poolbench.reports.compare.ComparedTable;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.stats.Comparison;
import io.poolbench.reports.stats.Summary;
import io.poolbench.reports.unit.BaseUnit;
import io.poolbench.reports.unit.Decimals;
import io.poolbench.reports.unit.Scale;
import io.poolbench.reports.view.Delta.Effect;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Labels, scales and annotates one table. */
final class TableViewBuilder {

  private final Metric metric;
  private final @Nullable Double confidence;
  private final boolean binary;
  private final Map<String, Note> notes = new LinkedHashMap<>();

  private TableViewBuilder(Metric metric, @Nullable Double confidence) {
    this.metric = metric;
    this.confidence = confidence;
    binary = BaseUnit.isBinary(metric.unit());
  }

  /**
   * Builds the table as it is shown.
   *
   * @param confidence level of the intervals of its effects; null for none, since of all that is in
   *     a table these take the longest
   */
  static Table build(
      ComparedTable table, Map<String, String> heading, @Nullable Double confidence) {
    TableViewBuilder builder = new TableViewBuilder(table.metric(), confidence);
    List<Table.Row> rows = table.rows().stream().map(builder::row).toList();
    List<Table.Mean> means = new ArrayList<>();
    for (ComparedTable.Mean mean : table.means()) {
      means.add(builder.mean(mean, means.isEmpty()));
    }
    return new Table(
        table.configuration(),
        heading,
        table.metric().unit(),
        table.metric().better(),
        table.columns().stream().map(column -> new Table.Column(column.labels())).toList(),
        rows,
        new Table.Summary("geomean", means),
        List.copyOf(builder.notes.values()));
  }

  private Table.Row row(ComparedTable.Row row) {
    List<Double> centers = new ArrayList<>();
    for (ComparedTable.Cell cell : row.cells()) {
      if (cell != null) {
        centers.add(cell.summary().center());
      }
    }
    Scale scale = Scale.common(centers, binary);
    ComparedTable.Cell base = row.cells().getFirst();
    List<@Nullable Cell> cells = new ArrayList<>();
    for (ComparedTable.Cell cell : row.cells()) {
      cells.add(cell == null ? null : cell(cell, base, scale));
    }
    return new Table.Row(row.label(), axis(centers), cells);
  }

  private Table.Axis axis(List<Double> centers) {
    double largest = centers.stream().mapToDouble(Math::abs).max().orElse(0);
    Scale scale = Scale.common(List.of(largest), binary);
    return new Table.Axis(scale.factor(), prefixed(scale.prefix()));
  }

  /** {@code µsec/op}, but {@code Mi peak-heap-B}: the prefix belongs to the bytes alone. */
  private String prefixed(String prefix) {
    boolean simple = metric.unit().startsWith("sec") || metric.unit().startsWith("B");
    return prefix.isEmpty() || simple ? prefix + metric.unit() : prefix + " " + metric.unit();
  }

  private Cell cell(ComparedTable.Cell cell, ComparedTable.@Nullable Cell base, Scale scale) {
    Summary summary = cell.summary();
    List<Note> cellNotes = new ArrayList<>();
    if (!cell.varying().isEmpty()) {
      cellNotes.add(note("benchmarks vary in " + String.join(", ", cell.varying())));
    }
    summary.notes().forEach(text -> cellNotes.add(note(text)));
    Comparison comparison = cell.comparison();
    return new Cell(
        figure(summary.center(), scale),
        summary.low(),
        summary.high(),
        spread(summary),
        cell.sample().values(),
        cellNotes,
        comparison == null || base == null
            ? null
            : delta(comparison, base.summary(), summary, interval(base, cell)));
  }

  private static Figure figure(double value, Scale scale) {
    return new Figure(value, scale.format(value));
  }

  /** The larger distance from the center to a bound, in percent. */
  private static String spread(Summary summary) {
    double center = summary.center();
    double low = summary.low();
    double high = summary.high();
    if (Double.isInfinite(low) || Double.isInfinite(high)) {
      return "∞";
    }
    if (Math.signum(low) != Math.signum(center) || Math.signum(high) != Math.signum(center)) {
      return "?";
    }
    if (center == 0) {
      return "0%";
    }
    // Below zero the bounds change places: without the sizes the percentage would be negative.
    double above = Math.abs(high / center - 1);
    double below = Math.abs(1 - low / center);
    return Decimals.fixed(100 * Math.max(above, below), 0) + "%";
  }

  private @Nullable RatioInterval interval(ComparedTable.Cell base, ComparedTable.Cell cell) {
    return confidence == null ? null : RatioInterval.of(base, cell, confidence);
  }

  private Delta delta(
      Comparison comparison,
      Summary baseSummary,
      Summary summary,
      @Nullable RatioInterval interval) {
    double base = baseSummary.center();
    double center = summary.center();
    return new Delta(
        base == center ? 1 : center / base,
        interval,
        comparison.p(),
        effect(comparison, base, center),
        text(comparison, base, center),
        evidence(comparison),
        comparison.notes().stream().map(this::note).toList());
  }

  private static String text(Comparison comparison, double base, double center) {
    if (!comparison.significant()) {
      return "~";
    }
    if (base == center) {
      return "0.00%";
    }
    return base == 0 ? "?" : percent(center / base);
  }

  private static String percent(double ratio) {
    return Decimals.signed((ratio - 1) * 100, 2) + "%";
  }

  private static String evidence(Comparison comparison) {
    String p = comparison.p() == 0 ? "" : "p=" + Decimals.fixed(comparison.p(), 3) + " ";
    String sizes =
        comparison.baseSize() == comparison.size()
            ? "n=" + comparison.size()
            : "n=" + comparison.baseSize() + "+" + comparison.size();
    return p + sizes;
  }

  private Effect effect(Comparison comparison, double base, double center) {
    if (!comparison.testable()) {
      return Effect.UNTESTABLE;
    }
    if (!comparison.significant() || base == center) {
      return Effect.NONE;
    }
    if (metric.better() == Better.UNKNOWN) {
      return Effect.CHANGED;
    }
    return center < base == (metric.better() == Better.LOWER) ? Effect.BETTER : Effect.WORSE;
  }

  private Table.Mean mean(ComparedTable.Mean mean, boolean isBase) {
    Double center = mean.center();
    Double ratio = mean.ratio();
    return new Table.Mean(
        center == null ? null : figure(center, Scale.common(List.of(center), binary)),
        ratio,
        isBase ? "" : ratio == null ? "?" : percent(ratio),
        mean.notes().stream().map(this::note).toList());
  }

  /** The same text has the same number everywhere in a table. */
  private Note note(String text) {
    return notes.computeIfAbsent(text, _ -> new Note(notes.size() + 1, text));
  }
}
