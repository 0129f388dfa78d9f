package io.poolbench.reports.render.html;

import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Effect;
import io.poolbench.reports.view.Geomean;
import io.poolbench.reports.view.MetricTable;
import io.poolbench.reports.view.Row;
import java.util.List;
import org.jsoup.nodes.Element;

/** One metric: benchstat's table, its notes, and a chart with its numbers for each benchmark. */
final class MetricSection {
  private MetricSection() {}

  static void append(Element main, MetricTable table) {
    String id = Anchor.ofMetric(table.unit());
    Element section = main.appendElement("section").id(id).addClass("metric");
    Element heading = section.appendElement("h2");
    heading.appendElement("bdi").text(table.unit());
    Anchor.append(heading, id, table.unit());
    section
        .appendElement("p")
        .addClass("muted")
        .text(
            switch (table.better()) {
              case LOWER -> "Lower is better.";
              case HIGHER -> "Higher is better.";
              case UNKNOWN -> "Neither direction is known to be better.";
            });
    comparisonTable(section, table);
    notes(section, table.notes(), id);
    Charts.append(section, table);
  }

  private static void comparisonTable(Element section, MetricTable table) {
    Element html = Tables.scrolling(section, "Comparison of " + table.unit());
    html.addClass("comparison");
    Tables.caption(html, table.unit(), "by benchmark, median ± interval over forks");
    head(html.appendElement("thead"), table);
    Element body = html.appendElement("tbody");
    for (Row row : table.rows()) {
      String id = Anchor.of(table.unit(), row.benchmark());
      Element line = body.appendElement("tr").id(id);
      Element name = Tables.head(line, "row", row.benchmark());
      Anchor.append(name, id, row.benchmark() + ", " + table.unit());
      for (int column = 0; column < table.columns().size(); column++) {
        cells(line, row, column, Anchor.ofMetric(table.unit()));
      }
    }
    if (!table.geomean().isEmpty()) {
      geomean(html.appendElement("tfoot").appendElement("tr"), table);
    }
  }

  private static void head(Element head, MetricTable table) {
    Element names = head.appendElement("tr");
    names.appendElement("th").attr("scope", "col").attr("rowspan", "2").text("benchmark");
    Element units = head.appendElement("tr");
    for (int column = 0; column < table.columns().size(); column++) {
      Element name = Tables.head(names, "colgroup", table.columns().get(column)).addClass("group");
      numberHead(units, table.unit()).addClass("group");
      if (column > 0) {
        name.attr("colspan", "3");
        numberHead(units, "vs base");
        numberHead(units, "p, n");
      }
    }
  }

  private static Element numberHead(Element row, String text) {
    return Tables.head(row, "col", text).addClass("number");
  }

  private static void cells(Element line, Row row, int column, String section) {
    Element value = line.appendElement("td").addClass("number group");
    row.cells()
        .get(column)
        .ifPresentOrElse(
            cell -> {
              value.text(cell.centerText());
              value.appendElement("span").addClass("spread").text(" ± " + cell.spreadText());
              Tables.marks(value, cell.notes(), section);
            },
            () -> Tables.missing(value));
    if (column > 0) {
      Element delta = line.appendElement("td").addClass("number");
      Element test = line.appendElement("td").addClass("number test");
      row.cells()
          .get(column)
          .flatMap(Cell::effect)
          .ifPresent(effect -> effect(delta, test, effect, section));
    }
  }

  private static void effect(Element delta, Element test, Effect effect, String section) {
    delta.addClass(Tables.verdictClass(effect));
    Tables.delta(delta, effect);
    test.text(effect.testText());
    Tables.marks(test, effect.notes(), section);
  }

  private static void geomean(Element line, MetricTable table) {
    Tables.head(line, "row", "geomean");
    String section = Anchor.ofMetric(table.unit());
    for (int column = 0; column < table.geomean().size(); column++) {
      Geomean geomean = table.geomean().get(column);
      Element center = Tables.number(line, geomean.centerText()).addClass("group");
      if (column == 0) {
        Tables.marks(center, geomean.notes(), section);
      } else {
        Tables.number(line, geomean.deltaText());
        Tables.marks(line.appendElement("td").addClass("number test"), geomean.notes(), section);
      }
    }
  }

  private static void notes(Element section, List<String> notes, String id) {
    if (notes.isEmpty()) {
      return;
    }
    Element list = section.appendElement("ol").addClass("notes");
    for (int note = 1; note <= notes.size(); note++) {
      list.appendElement("li").id(id + "-note-" + note).text(notes.get(note - 1));
    }
  }
}
