package io.poolbench.reports.render.html;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.Note;
import io.poolbench.reports.view.Table;
import io.poolbench.reports.view.Table.Mean;
import io.poolbench.reports.view.Table.Row;
import java.util.List;
import org.jsoup.nodes.Element;

/** One metric over all benchmarks: its effects on one axis, benchstat's table and its notes. */
final class MetricSection {
  private MetricSection() {}

  static void append(Element main, Sheet sheet) {
    Element section = Tables.section(main, sheet.id(), sheet.title()).addClass("metric");
    EffectsPlot.append(section, sheet);
    comparisonTable(section, sheet);
    notes(section, sheet.table().notes(), sheet.id());
  }

  private static void comparisonTable(Element section, Sheet sheet) {
    Table table = sheet.table();
    Element html = Tables.scrolling(section, "Comparison of " + sheet.title());
    html.addClass("comparison");
    Tables.caption(html, "Median ± interval over forks.", direction(table.better()));
    head(html.appendElement("thead"), sheet);
    Element body = html.appendElement("tbody");
    for (Row row : sheet.rows()) {
      String id = sheet.rowId(row.label());
      Element line = Tables.row(body, row.label(), Sheet.changed(row)).id(id);
      Element name = line.appendElement("th").attr("scope", "row");
      Tables.name(
          name.appendElement("a").attr("href", "#" + sheet.benchmarkId(row.label())), row.label());
      Anchor.append(name, id, row.label() + ", " + sheet.title());
      for (int column = 0; column < table.columns().size(); column++) {
        cells(line, row, column, sheet.id());
      }
    }
    if (sheet.rows().size() > 1) {
      geomean(html.appendElement("tfoot").appendElement("tr"), sheet);
    }
  }

  private static String direction(Better better) {
    return switch (better) {
      case LOWER -> "Lower is better.";
      case HIGHER -> "Higher is better.";
      case UNKNOWN -> "Neither direction is known to be better.";
    };
  }

  private static void head(Element head, Sheet sheet) {
    Element names = head.appendElement("tr");
    Tables.sortable(
        names.appendElement("th").attr("scope", "col").attr("rowspan", "2").text("benchmark"));
    Element units = head.appendElement("tr");
    for (int column = 0; column < sheet.columns().size(); column++) {
      Element name = Tables.head(names, "colgroup", sheet.columns().get(column)).addClass("group");
      numberHead(units, sheet.table().unit()).addClass("group");
      if (column > 0) {
        name.attr("colspan", "3");
        numberHead(units, "vs base");
        numberHead(units, "p, n");
      }
    }
  }

  private static Element numberHead(Element row, String text) {
    return Tables.sortable(Tables.head(row, "col", text).addClass("number"));
  }

  private static void cells(Element line, Row row, int column, String section) {
    Element value = line.appendElement("td").addClass("number group");
    Sheet.cell(row, column)
        .ifPresentOrElse(
            cell -> {
              Tables.sortBy(value, cell.center().value());
              value.text(cell.center().scaled());
              value.appendElement("span").addClass("spread").text(" ± " + cell.spread());
              Tables.marks(value, cell.notes(), section);
            },
            () -> Tables.missing(value));
    if (column > 0) {
      Element delta = line.appendElement("td").addClass("number");
      Element test = line.appendElement("td").addClass("number test");
      Sheet.cell(row, column)
          .flatMap(Sheet::delta)
          .ifPresent(effect -> effect(delta, test, effect, section));
    }
  }

  private static void effect(Element delta, Element test, Delta effect, String section) {
    Tables.sortBy(delta.addClass(Tables.verdictClass(effect)), effect.ratio());
    Tables.sortBy(test, effect.p());
    Tables.delta(delta, effect);
    test.text(effect.evidence());
    Tables.marks(test, effect.notes(), section);
  }

  private static void geomean(Element line, Sheet sheet) {
    Table table = sheet.table();
    Tables.head(line, "row", table.summary().label());
    String section = sheet.id();
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
