package io.poolbench.reports.render.html;

import io.poolbench.reports.render.chart.AxisScale;
import io.poolbench.reports.render.chart.Forest;
import io.poolbench.reports.render.chart.Forest.Mark;
import io.poolbench.reports.render.chart.Forest.Span;
import io.poolbench.reports.render.chart.ForestChart;
import io.poolbench.reports.render.chart.Label;
import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Table.Row;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Shows the most that was live after a collection: what a pool keeps must show here. */
final class HeapPlot {
  /** The metric, as a run names it. */
  private static final String UNIT = "peak-heap-B";

  private static final double MEBIBYTE = 1 << 20;

  private HeapPlot() {}

  static void append(Element main, List<Sheet> sheets) {
    List<Sheet> heaps = sheets.stream().filter(sheet -> sheet.table().unit().equals(UNIT)).toList();
    if (heaps.isEmpty()) {
      return;
    }
    Element section = Tables.section(main, "heap", "Heap after collection");
    section
        .appendElement("p")
        .addClass("note")
        .text(
            "The most that was live after any collection while the operation was repeated, the"
                + " median over forks: what a pool keeps is part of it.");
    for (Sheet sheet : heaps) {
      figure(section, sheet);
    }
  }

  private static void figure(Element section, Sheet sheet) {
    Element figure = section.appendElement("figure").addClass("wide");
    Element caption = figure.appendElement("figcaption");
    caption.appendElement("bdi").text(sheet.title());
    Tables.legend(caption, sheet.columns(), sheet.columns());
    Label label =
        new Label(
            "heap-" + sheet.id(),
            "Heap after collection, " + sheet.title(),
            "One row for each of "
                + sheet.rows().size()
                + " benchmarks; the numbers stand in the table below.");
    List<Forest.Row> rows =
        sheet.rows().stream().map(row -> new Forest.Row(row.label(), marks(row), null)).toList();
    figure
        .appendElement("div")
        .addClass("scroll chart-scroll")
        .appendChild(ForestChart.of(new Forest(label, new AxisScale.Linear("MiB"), rows)));
    table(figure, sheet);
  }

  private static List<Mark> marks(Row row) {
    List<Mark> marks = new ArrayList<>();
    for (int column = 0; column < row.cells().size(); column++) {
      int arm = column;
      Sheet.cell(row, column)
          .ifPresent(
              cell -> marks.add(new Mark(arm, cell.center().value() / MEBIBYTE, span(cell), true)));
    }
    return marks;
  }

  private static @Nullable Span span(Cell cell) {
    return Double.isFinite(cell.low()) && Double.isFinite(cell.high())
        ? new Span(cell.low() / MEBIBYTE, cell.high() / MEBIBYTE)
        : null;
  }

  private static void table(Element figure, Sheet sheet) {
    Element details = figure.appendElement("details");
    details.appendElement("summary").text("Heap after collection in numbers");
    Element html = Tables.scrolling(details, "Heap after collection, " + sheet.title());
    Tables.caption(html, sheet.title(), "median ± interval over forks");
    Element head = html.appendElement("thead").appendElement("tr");
    Tables.sortable(Tables.head(head, "col", "benchmark"));
    sheet
        .columns()
        .forEach(name -> Tables.sortable(Tables.head(head, "col", name).addClass("number")));
    Element body = html.appendElement("tbody");
    for (Row row : sheet.rows()) {
      Element line = Tables.row(body, row.label(), Sheet.changed(row));
      Tables.head(line, "row", row.label());
      for (int column = 0; column < row.cells().size(); column++) {
        Element cell = line.appendElement("td").addClass("number");
        Sheet.cell(row, column)
            .ifPresentOrElse(
                found -> {
                  Tables.sortBy(cell, found.center().value());
                  cell.text(found.center().scaled() + " ± " + found.spread());
                },
                () -> Tables.missing(cell));
      }
    }
  }
}
