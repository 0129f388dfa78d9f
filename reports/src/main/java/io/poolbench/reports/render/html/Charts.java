package io.poolbench.reports.render.html;

import io.poolbench.reports.render.chart.Lane;
import io.poolbench.reports.render.chart.Panel;
import io.poolbench.reports.render.chart.StripChart;
import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Effect;
import io.poolbench.reports.view.MetricTable;
import io.poolbench.reports.view.Row;
import io.poolbench.reports.view.Scale;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jsoup.nodes.Element;

/** For each benchmark of a metric a chart, and under it the number behind every mark. */
final class Charts {
  private Charts() {}

  static void append(Element section, MetricTable table) {
    Element grid = section.appendElement("div").addClass("charts");
    for (Row row : table.rows()) {
      if (row.cells().stream().flatMap(Optional::stream).anyMatch(Charts::drawable)) {
        Element figure = grid.appendElement("figure");
        caption(figure.appendElement("figcaption"), table, row);
        figure.appendChild(StripChart.of(panel(table, row)));
        forks(figure, table, row);
      }
    }
  }

  private static boolean drawable(Cell cell) {
    return Double.isFinite(cell.center())
        && cell.samples().stream().allMatch(sample -> Double.isFinite(sample));
  }

  private static void caption(Element caption, MetricTable table, Row row) {
    caption
        .appendElement("a")
        .attr("href", "#" + Anchor.of(table.unit(), row.benchmark()))
        .appendElement("bdi")
        .text(row.benchmark());
    for (int column = 1; column < table.columns().size(); column++) {
      Optional<Effect> effect = row.cells().get(column).flatMap(Cell::effect);
      if (effect.isPresent()) {
        Tables.delta(
            caption.appendElement("span").addClass(Tables.verdictClass(effect.get())),
            effect.get());
      }
    }
  }

  private static Panel panel(MetricTable table, Row row) {
    List<Lane> lanes = new ArrayList<>();
    StringJoiner description = new StringJoiner("; ", "", ".");
    for (int column = 0; column < table.columns().size(); column++) {
      Optional<Cell> cell = row.cells().get(column).filter(Charts::drawable);
      if (cell.isPresent()) {
        lanes.add(lane(table.columns().get(column), cell.get(), row.axis()));
        description.add(sentence(table.columns().get(column), cell.get()));
      }
    }
    return new Panel(
        "chart-" + Anchor.of(table.unit(), row.benchmark()),
        row.benchmark() + ", " + table.unit(),
        description.toString(),
        row.axis().unit(),
        lanes);
  }

  private static Lane lane(String label, Cell cell, Scale scale) {
    double factor = scale.factor();
    return new Lane(
        label,
        cell.center() / factor,
        cell.low() / factor,
        cell.high() / factor,
        cell.samples().stream().map(sample -> sample / factor).toList());
  }

  private static String sentence(String column, Cell cell) {
    String effect =
        cell.effect().map(e -> ", " + e.deltaText() + " (" + e.testText() + ")").orElse("");
    return column
        + ": median "
        + cell.centerText()
        + " ± "
        + cell.spreadText()
        + " over "
        + cell.samples().size()
        + " forks"
        + effect;
  }

  /** Unrounded, in the base unit. */
  private static void forks(Element figure, MetricTable table, Row row) {
    Element details = figure.appendElement("details");
    details.appendElement("summary").text("Every fork");
    Element html = Tables.scrolling(details, "Every fork of " + row.benchmark());
    Tables.caption(html, table.unit(), "by fork, not rounded");
    Element head = html.appendElement("thead").appendElement("tr");
    Tables.head(head, "col", "fork").addClass("number");
    table.columns().forEach(column -> Tables.head(head, "col", column).addClass("number"));
    int forks =
        row.cells().stream()
            .flatMap(Optional::stream)
            .mapToInt(cell -> cell.samples().size())
            .max()
            .orElse(0);
    Element body = html.appendElement("tbody");
    for (int fork = 0; fork < forks; fork++) {
      Element line = body.appendElement("tr");
      Tables.head(line, "row", Integer.toString(fork + 1)).addClass("number");
      for (Optional<Cell> cell : row.cells()) {
        Tables.number(line, sample(cell, fork));
      }
    }
  }

  private static String sample(Optional<Cell> cell, int fork) {
    return cell.filter(present -> fork < present.samples().size())
        .map(present -> Double.toString(present.samples().get(fork)))
        .orElse("");
  }
}
