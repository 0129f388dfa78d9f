package io.poolbench.reports.render.html;

import io.poolbench.reports.render.chart.Label;
import io.poolbench.reports.render.chart.Lane;
import io.poolbench.reports.render.chart.Panel;
import io.poolbench.reports.render.chart.StripChart;
import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.Modes;
import io.poolbench.reports.view.Table.Axis;
import io.poolbench.reports.view.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.jsoup.nodes.Element;

/** One benchmark under one metric: a chart, and under it the number behind every mark. */
final class Charts {
  /** A metric of which forks agree or are in different modes. */
  private static final String COUNT = "allocs/op";

  private Charts() {}

  static void append(Element grid, Sheet sheet, Row row) {
    if (Sheet.cells(row).anyMatch(Charts::drawable)) {
      Element figure = grid.appendElement("figure");
      caption(figure.appendElement("figcaption"), sheet, row);
      if (sheet.table().unit().endsWith(COUNT)) {
        figure.appendChild(StripChart.ofCounts(panel(sheet, row)));
        modes(figure, sheet, row);
      } else {
        figure.appendChild(StripChart.of(panel(sheet, row)));
      }
      forks(figure, sheet, row);
    }
  }

  private static void modes(Element figure, Sheet sheet, Row row) {
    Element list = figure.appendElement("ul").addClass("modes");
    for (int column = 0; column < row.cells().size(); column++) {
      String name = sheet.columns().get(column);
      Sheet.cell(row, column)
          .filter(Charts::drawable)
          .ifPresent(
              cell ->
                  list.appendElement("li")
                      .appendElement("bdi")
                      .text(name + ": " + Modes.of(cell.samples()).text()));
    }
  }

  private static boolean drawable(Cell cell) {
    return Double.isFinite(cell.center().value())
        && cell.samples().stream().allMatch(sample -> Double.isFinite(sample));
  }

  private static void caption(Element caption, Sheet sheet, Row row) {
    caption
        .appendElement("a")
        .attr("href", "#" + sheet.rowId(row.label()))
        .appendElement("bdi")
        .text(sheet.table().unit());
    if (!row.axis().unit().equals(sheet.table().unit())) {
      caption.appendElement("span").addClass("muted axis").text("in " + row.axis().unit());
    }
    for (int column = 1; column < row.cells().size(); column++) {
      Optional<Delta> effect = Sheet.cell(row, column).flatMap(Sheet::delta);
      if (effect.isPresent()) {
        Element change = caption.appendElement("span");
        Tables.delta(
            change.appendElement("span").addClass(Tables.verdictClass(effect.get())), effect.get());
        change.appendText(" ");
        change.appendElement("span").addClass("muted").text(effect.get().evidence());
      }
    }
  }

  private static Panel panel(Sheet sheet, Row row) {
    List<Lane> lanes = new ArrayList<>();
    StringJoiner description = new StringJoiner("; ", "", ".");
    for (int column = 0; column < row.cells().size(); column++) {
      Optional<Cell> cell = Sheet.cell(row, column).filter(Charts::drawable);
      if (cell.isPresent()) {
        String name = sheet.columns().get(column);
        lanes.add(lane(name, column, cell.get(), row.axis()));
        description.add(sentence(name, cell.get()));
      }
    }
    return new Panel(
        new Label(
            "chart-" + sheet.rowId(row.label()),
            row.label() + ", " + sheet.title(),
            description.toString()),
        lanes);
  }

  private static Lane lane(String label, int arm, Cell cell, Axis scale) {
    double factor = scale.factor();
    return new Lane(
        label,
        arm,
        cell.center().value() / factor,
        cell.low() / factor,
        cell.high() / factor,
        cell.samples().stream().map(sample -> sample / factor).toList());
  }

  private static String sentence(String column, Cell cell) {
    String effect =
        Sheet.delta(cell).map(e -> ", " + e.text() + " (" + e.evidence() + ")").orElse("");
    return column
        + ": median "
        + cell.center().scaled()
        + " ± "
        + cell.spread()
        + " over "
        + cell.samples().size()
        + " forks"
        + effect;
  }

  /** Lists the forks' values, unrounded, in the base unit. */
  private static void forks(Element figure, Sheet sheet, Row row) {
    Element details = figure.appendElement("details");
    details.appendElement("summary").text("Every fork");
    Element html = Tables.scrolling(details, "Every fork of " + row.label() + ", " + sheet.title());
    Tables.caption(html, sheet.table().unit(), "by fork, not rounded");
    Element head = html.appendElement("thead").appendElement("tr");
    Tables.head(head, "col", "fork").addClass("number");
    List<Integer> columns =
        IntStream.range(0, row.cells().size())
            .filter(column -> Sheet.cell(row, column).isPresent())
            .boxed()
            .toList();
    for (int column : columns) {
      Tables.head(head, "col", sheet.columns().get(column)).addClass("number");
    }
    int forks = Sheet.cells(row).mapToInt(cell -> cell.samples().size()).max().orElse(0);
    Element body = html.appendElement("tbody");
    for (int fork = 0; fork < forks; fork++) {
      Element line = body.appendElement("tr");
      Tables.head(line, "row", Integer.toString(fork + 1)).addClass("number");
      for (int column : columns) {
        Tables.number(line, sample(Sheet.cell(row, column), fork));
      }
    }
  }

  private static String sample(Optional<Cell> cell, int fork) {
    return cell.filter(present -> fork < present.samples().size())
        .map(present -> Double.toString(present.samples().get(fork)))
        .orElse("");
  }
}
