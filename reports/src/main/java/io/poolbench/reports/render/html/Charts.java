package io.poolbench.reports.render.html;

import io.poolbench.reports.render.chart.Lane;
import io.poolbench.reports.render.chart.Panel;
import io.poolbench.reports.render.chart.StripChart;
import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.Table;
import io.poolbench.reports.view.Table.Axis;
import io.poolbench.reports.view.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jsoup.nodes.Element;

/** For each benchmark of a metric a chart, and under it the number behind every mark. */
final class Charts {
  private Charts() {}

  static void append(Element section, Table table) {
    Element grid = section.appendElement("div").addClass("charts");
    for (Row row : table.rows()) {
      if (Tables.present(row).anyMatch(Charts::drawable)) {
        Element figure = grid.appendElement("figure");
        caption(figure.appendElement("figcaption"), table, row);
        figure.appendChild(StripChart.of(panel(table, row)));
        forks(figure, table, row);
      }
    }
  }

  private static boolean drawable(Cell cell) {
    return Double.isFinite(cell.center().value())
        && cell.samples().stream().allMatch(sample -> Double.isFinite(sample));
  }

  private static void caption(Element caption, Table table, Row row) {
    caption
        .appendElement("a")
        .attr("href", "#" + Anchor.of(table.unit(), row.label()))
        .appendElement("bdi")
        .text(row.label());
    for (int column = 1; column < table.columns().size(); column++) {
      Optional<Delta> effect = Tables.cell(row, column).flatMap(Tables::delta);
      if (effect.isPresent()) {
        Element change = caption.appendElement("span");
        Tables.delta(
            change.appendElement("span").addClass(Tables.verdictClass(effect.get())), effect.get());
        change.appendText(" ");
        change.appendElement("span").addClass("muted").text(effect.get().evidence());
      }
    }
  }

  private static Panel panel(Table table, Row row) {
    List<Lane> lanes = new ArrayList<>();
    StringJoiner description = new StringJoiner("; ", "", ".");
    for (int column = 0; column < table.columns().size(); column++) {
      Optional<Cell> cell = Tables.cell(row, column).filter(Charts::drawable);
      if (cell.isPresent()) {
        lanes.add(lane(Tables.name(table, column), cell.get(), row.axis()));
        description.add(sentence(Tables.name(table, column), cell.get()));
      }
    }
    return new Panel(
        "chart-" + Anchor.of(table.unit(), row.label()),
        row.label() + ", " + table.unit(),
        description.toString(),
        row.axis().unit(),
        lanes);
  }

  private static Lane lane(String label, Cell cell, Axis scale) {
    double factor = scale.factor();
    return new Lane(
        label,
        cell.center().value() / factor,
        cell.low() / factor,
        cell.high() / factor,
        cell.samples().stream().map(sample -> sample / factor).toList());
  }

  private static String sentence(String column, Cell cell) {
    String effect =
        Tables.delta(cell).map(e -> ", " + e.text() + " (" + e.evidence() + ")").orElse("");
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

  /** Unrounded, in the base unit. */
  private static void forks(Element figure, Table table, Row row) {
    Element details = figure.appendElement("details");
    details.appendElement("summary").text("Every fork");
    Element html = Tables.scrolling(details, "Every fork of " + row.label());
    Tables.caption(html, table.unit(), "by fork, not rounded");
    Element head = html.appendElement("thead").appendElement("tr");
    Tables.head(head, "col", "fork").addClass("number");
    Tables.names(table).forEach(name -> Tables.head(head, "col", name).addClass("number"));
    int forks = Tables.present(row).mapToInt(cell -> cell.samples().size()).max().orElse(0);
    Element body = html.appendElement("tbody");
    for (int fork = 0; fork < forks; fork++) {
      Element line = body.appendElement("tr");
      Tables.head(line, "row", Integer.toString(fork + 1)).addClass("number");
      for (int column = 0; column < table.columns().size(); column++) {
        Tables.number(line, sample(Tables.cell(row, column), fork));
      }
    }
  }

  private static String sample(Optional<Cell> cell, int fork) {
    return cell.filter(present -> fork < present.samples().size())
        .map(present -> Double.toString(present.samples().get(fork)))
        .orElse("");
  }
}
