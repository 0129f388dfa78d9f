package io.poolbench.reports.render.html;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.Note;
import io.poolbench.reports.view.Table;
import io.poolbench.reports.view.Table.Mean;
import io.poolbench.reports.view.Table.Row;
import java.util.List;
import org.jsoup.nodes.Element;

/** One metric: benchstat's table, its notes, and a chart with its numbers for each benchmark. */
final class MetricSection {
  private MetricSection() {}

  static void append(Element main, Table table) {
    String id = Anchor.ofMetric(table.unit());
    Element section = main.appendElement("section").id(id).addClass("metric");
    Element heading = section.appendElement("h2");
    heading.appendElement("bdi").text(table.unit());
    Anchor.append(heading, id, table.unit());
    comparisonTable(section, table);
    notes(section, table.notes(), id);
    Charts.append(section, table);
  }

  private static void comparisonTable(Element section, Table table) {
    Element html = Tables.scrolling(section, "Comparison of " + table.unit());
    html.addClass("comparison");
    Tables.caption(html, "Median ± interval over forks.", direction(table.better()));
    head(html.appendElement("thead"), table);
    Element body = html.appendElement("tbody");
    for (Row row : table.rows()) {
      String id = Anchor.of(table.unit(), row.label());
      Element line = body.appendElement("tr").id(id);
      Element name = Tables.head(line, "row", row.label());
      Anchor.append(name, id, row.label() + ", " + table.unit());
      for (int column = 0; column < table.columns().size(); column++) {
        cells(line, row, column, Anchor.ofMetric(table.unit()));
      }
    }
    if (table.rows().size() > 1) {
      geomean(html.appendElement("tfoot").appendElement("tr"), table);
    }
  }

  private static String direction(Better better) {
    return switch (better) {
      case LOWER -> "Lower is better.";
      case HIGHER -> "Higher is better.";
      case UNKNOWN -> "Neither direction is known to be better.";
    };
  }

  private static void head(Element head, Table table) {
    Element names = head.appendElement("tr");
    names.appendElement("th").attr("scope", "col").attr("rowspan", "2").text("benchmark");
    Element units = head.appendElement("tr");
    for (int column = 0; column < table.columns().size(); column++) {
      Element name = Tables.head(names, "colgroup", Tables.name(table, column)).addClass("group");
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
    Tables.cell(row, column)
        .ifPresentOrElse(
            cell -> {
              value.text(cell.center().scaled());
              value.appendElement("span").addClass("spread").text(" ± " + cell.spread());
              Tables.marks(value, cell.notes(), section);
            },
            () -> Tables.missing(value));
    if (column > 0) {
      Element delta = line.appendElement("td").addClass("number");
      Element test = line.appendElement("td").addClass("number test");
      Tables.cell(row, column)
          .flatMap(Tables::delta)
          .ifPresent(effect -> effect(delta, test, effect, section));
    }
  }

  private static void effect(Element delta, Element test, Delta effect, String section) {
    delta.addClass(Tables.verdictClass(effect));
    Tables.delta(delta, effect);
    test.text(effect.evidence());
    Tables.marks(test, effect.notes(), section);
  }

  private static void geomean(Element line, Table table) {
    Tables.head(line, "row", table.summary().label());
    String section = Anchor.ofMetric(table.unit());
    for (int column = 0; column < table.columns().size(); column++) {
      Mean geomean = table.summary().cells().get(column);
      Element center = Tables.number(line, Tables.scaled(geomean.center())).addClass("group");
      if (column == 0) {
        Tables.marks(center, geomean.notes(), section);
      } else {
        Tables.number(line, geomean.delta());
        Tables.marks(line.appendElement("td").addClass("number test"), geomean.notes(), section);
      }
    }
  }

  private static void notes(Element section, List<Note> notes, String id) {
    if (notes.isEmpty()) {
      return;
    }
    Element list = section.appendElement("ol").addClass("notes");
    for (Note note : notes) {
      list.appendElement("li").id(id + "-note-" + note.number()).text(note.text());
    }
  }
}
