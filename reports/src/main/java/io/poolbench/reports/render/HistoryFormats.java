package io.poolbench.reports.render;

import io.poolbench.reports.model.Visible;
import io.poolbench.reports.view.HistoryView;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

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

  /** Writes JSON of the schema {@value #SCHEMA}; numbers unrounded, null where there is none. */
  public static String json(List<HistoryView> views) {
    StringWriter out = new StringWriter();
    JsonMapper mapper = new JsonMapper();
    try (JsonGenerator json = mapper.writerWithDefaultPrettyPrinter().createGenerator(out)) {
      json.writeStartObject();
      json.writeStringProperty("schema", SCHEMA);
      json.writeArrayPropertyStart("series");
      views.forEach(view -> series(json, view));
      json.writeEndArray();
      json.writeEndObject();
    }
    return Visible.json(out.append('\n').toString());
  }

  private static void series(JsonGenerator json, HistoryView view) {
    json.writeStartObject();
    json.writeStringProperty("benchmark", view.benchmark());
    json.writeStringProperty("variant", view.variant());
    json.writeStringProperty("unit", view.unit());
    json.writeStringProperty("environment", view.environment());
    json.writeStringProperty("host", view.host());
    json.writeArrayPropertyStart("runs");
    view.rows().forEach(row -> run(json, row));
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void run(JsonGenerator json, HistoryView.Row row) {
    json.writeStartObject();
    json.writeStringProperty("run", row.run());
    json.writeStringProperty("when", row.when());
    json.writeStringProperty("revision", row.revision());
    json.writeArrayPropertyStart("samples");
    row.samples().forEach(json::writeNumber);
    json.writeEndArray();
    number(json, "median", row.center().value());
    number(json, "low", row.low());
    number(json, "high", row.high());
    if (row.changePoint()) {
      json.writeObjectPropertyStart("changePoint");
      number(json, "ratio", row.levelRatio());
      number(json, "p", row.levelP());
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static void number(JsonGenerator json, String name, double value) {
    if (Double.isFinite(value)) {
      json.writeNumberProperty(name, value);
    } else {
      json.writeNullProperty(name);
    }
  }
}
