package io.poolbench.reports.render;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.poolbench.reports.model.Visible;
import io.poolbench.reports.view.HistoryView;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Writes the history as text, CSV and JSON. */
public final class HistoryFormats {

  static final String SCHEMA = "poolbench-history/1";

  /** The length of a revision, as git shows it. */
  private static final int REVISION = 10;

  private HistoryFormats() {}

  /** Writes a table per series. */
  public static String text(List<HistoryView> views) {
    return views.stream().map(HistoryFormats::text).collect(Collectors.joining("\n"));
  }

  private static String text(HistoryView view) {
    TextGrid grid = new TextGrid();
    line(grid, List.of("when", "revision", "n", view.unit(), "95 % interval", "new level"));
    for (HistoryView.Row row : view.rows()) {
      line(
          grid,
          List.of(
              row.when(),
              row.revision().substring(0, Math.min(REVISION, row.revision().length())),
              Integer.toString(row.samples().size()),
              row.center().scaled(),
              row.interval(),
              row.changePoint() ? "◆ " + row.level() : ""));
    }
    String host = view.host().isEmpty() ? "" : " (" + view.host() + ")";
    return Visible.text(
            view.name() + ", " + view.unit() + ", environment " + view.environment() + host)
        + "\n\n"
        + grid.format();
  }

  private static void line(TextGrid grid, List<String> cells) {
    grid.startRow();
    for (int column = 0; column < cells.size(); column++) {
      boolean number = column >= 2 && column <= 4;
      grid.cell(
          column,
          1,
          column == 0 ? "" : "  ",
          cells.get(column),
          number ? TextGrid.Align.RIGHT : TextGrid.Align.LEFT);
    }
  }

  /** Writes one record per series and run; numbers unrounded, empty where there is none. */
  public static String csv(List<HistoryView> views) {
    StringBuilder out = new StringBuilder();
    out.append("benchmark,variant,unit,environment,host,when,revision,run,n,median,low,high,");
    out.append("level_ratio,level_p\n");
    for (HistoryView view : views) {
      for (HistoryView.Row row : view.rows()) {
        Stream<String> names =
            Stream.of(
                view.benchmark(),
                view.variant(),
                view.unit(),
                view.environment(),
                view.host(),
                row.when(),
                row.revision(),
                row.run(),
                Integer.toString(row.samples().size()));
        Stream<String> numbers =
            numbers(row).map(value -> Double.isFinite(value) ? Double.toString(value) : "");
        out.append(
            Stream.concat(names, numbers)
                .map(CsvField::of)
                .collect(Collectors.joining(",", "", "\n")));
      }
    }
    return out.toString();
  }

  private static Stream<Double> numbers(HistoryView.Row row) {
    return Stream.of(row.center().value(), row.low(), row.high(), row.levelRatio(), row.levelP());
  }

  private record Document(String schema, List<Shown> series) {}

  private record Shown(
      String benchmark,
      String variant,
      String unit,
      String environment,
      String host,
      List<Run> runs) {}

  private record Run(
      String run,
      String when,
      String revision,
      List<Double> samples,
      double median,
      double low,
      double high,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ChangePoint changePoint) {

    static Run of(HistoryView.Row row) {
      return new Run(
          row.run(),
          row.when(),
          row.revision(),
          row.samples(),
          row.center().value(),
          row.low(),
          row.high(),
          row.changePoint() ? new ChangePoint(row.levelRatio(), row.levelP()) : null);
    }
  }

  private record ChangePoint(double ratio, double p) {}

  /** Writes JSON of the schema {@value #SCHEMA}; numbers unrounded, null where there is none. */
  public static String json(List<HistoryView> views) {
    return Json.of(new Document(SCHEMA, views.stream().map(HistoryFormats::shown).toList()));
  }

  private static Shown shown(HistoryView view) {
    return new Shown(
        view.benchmark(),
        view.variant(),
        view.unit(),
        view.environment(),
        view.host(),
        view.rows().stream().map(Run::of).toList());
  }
}
