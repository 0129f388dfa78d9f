package io.poolbench.reports.render.html;

import io.poolbench.reports.render.chart.AxisScale;
import io.poolbench.reports.render.chart.Forest;
import io.poolbench.reports.render.chart.Forest.Mark;
import io.poolbench.reports.render.chart.Forest.Span;
import io.poolbench.reports.render.chart.ForestChart;
import io.poolbench.reports.render.chart.Label;
import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.RatioInterval;
import io.poolbench.reports.view.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** All effects of one metric on one axis, each with its interval and the noise of its base. */
final class EffectsPlot {
  private EffectsPlot() {}

  static void append(Element section, Sheet sheet) {
    List<Forest.Row> rows = new ArrayList<>();
    for (Row row : sheet.rows()) {
      List<Mark> marks = marks(row);
      if (!marks.isEmpty()) {
        rows.add(new Forest.Row(row.label(), marks, noise(row)));
      }
    }
    if (rows.isEmpty()) {
      return;
    }
    Element figure = section.appendElement("figure").addClass("wide");
    Element caption = figure.appendElement("figcaption");
    caption.appendElement("span").text("Change against " + sheet.columns().getFirst());
    List<String> columns = sheet.columns();
    Tables.legend(caption, columns, columns.subList(1, columns.size()));
    Label label =
        new Label(
            "forest-" + sheet.id(),
            "Effects on " + sheet.title(),
            "One row for each of "
                + rows.size()
                + " benchmarks; the numbers stand in the table below.");
    Element scroll = figure.appendElement("div").addClass("scroll chart-scroll");
    scroll.appendChild(ForestChart.of(new Forest(label, new AxisScale.Ratio(), rows)));
    table(figure, sheet);
  }

  private static List<Mark> marks(Row row) {
    List<Mark> marks = new ArrayList<>();
    for (int column = 1; column < row.cells().size(); column++) {
      Optional<Delta> delta = Sheet.cell(row, column).flatMap(Sheet::delta);
      Optional<RatioInterval> interval = delta.map(Delta::interval);
      if (interval.filter(EffectsPlot::drawable).isPresent()) {
        RatioInterval effect = interval.get();
        boolean sure = Sheet.changed(delta.get());
        marks.add(new Mark(column, effect.estimate(), span(effect), sure));
      }
    }
    return marks;
  }

  private static boolean drawable(RatioInterval effect) {
    return Double.isFinite(effect.estimate()) && effect.estimate() >= 0;
  }

  private static @Nullable Span span(RatioInterval effect) {
    return Double.isFinite(effect.high()) ? new Span(effect.low(), effect.high()) : null;
  }

  /** The interval of the base, as changes of the base against itself. */
  private static @Nullable Span noise(Row row) {
    Cell base = row.cells().getFirst();
    if (base == null) {
      return null;
    }
    double low = base.low() / base.center().value();
    double high = base.high() / base.center().value();
    return low > 0 && low < high && Double.isFinite(high) ? new Span(low, high) : null;
  }

  private static void table(Element figure, Sheet sheet) {
    Element details = figure.appendElement("details");
    details.appendElement("summary").text("Effects and their intervals in numbers");
    Element html = Tables.scrolling(details, "Effects on " + sheet.title());
    Tables.caption(html, sheet.title(), "as ratios to " + sheet.columns().getFirst());
    Element head = html.appendElement("thead").appendElement("tr");
    Tables.sortable(Tables.head(head, "col", "benchmark"));
    Tables.sortable(Tables.head(head, "col", "arm"));
    for (String name : List.of("ratio", "from", "to", "p")) {
      Tables.sortable(Tables.head(head, "col", name).addClass("number"));
    }
    Element body = html.appendElement("tbody");
    for (Row row : sheet.rows()) {
      for (int column = 1; column < row.cells().size(); column++) {
        Optional<Delta> delta = Sheet.cell(row, column).flatMap(Sheet::delta);
        Optional<RatioInterval> effect = delta.map(Delta::interval);
        if (effect.isPresent()) {
          Element line = Tables.row(body, row.label(), Sheet.changed(delta.get()));
          Tables.head(line, "row", row.label());
          line.appendElement("td").appendElement("bdi").text(sheet.columns().get(column));
          ratio(line, effect.get().estimate());
          ratio(line, effect.get().low());
          ratio(line, effect.get().high());
          Tables.number(line, delta.get().p(), Numbers.significant(delta.get().p()));
        }
      }
    }
  }

  private static void ratio(Element line, double ratio) {
    Tables.number(line, ratio, Numbers.significant(ratio));
  }
}
