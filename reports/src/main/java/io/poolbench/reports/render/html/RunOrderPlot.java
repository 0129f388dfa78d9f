package io.poolbench.reports.render.html;

import io.poolbench.reports.render.chart.AxisScale;
import io.poolbench.reports.render.chart.Label;
import io.poolbench.reports.render.chart.Sequence;
import io.poolbench.reports.render.chart.SequenceChart;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.RunOrder;
import io.poolbench.reports.view.RunOrder.Point;
import io.poolbench.reports.view.Table.Axis;
import io.poolbench.reports.view.Table.Row;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jsoup.nodes.Element;

/** Shows forks in the order in which they ran: a machine that drifts shows as a slope or a step. */
final class RunOrderPlot {
  private RunOrderPlot() {}

  /** Appends all forks of each run, each against the median of its own arm. */
  static void append(Element main, ReportModel model) {
    if (model.orders().isEmpty()) {
      return;
    }
    Element section = Tables.section(main, "run-order", "Run order");
    section
        .appendElement("p")
        .addClass("note")
        .text(
            "Every fork at its place in the run, as the change against the median of all forks of"
                + " the same benchmark and arm. On a steady machine this is a level cloud.");
    for (int run = 0; run < model.orders().size(); run++) {
      RunOrder order = model.orders().get(run);
      List<Point> points =
          order.points().stream()
              .filter(point -> point.ratio() > 0 && Double.isFinite(point.ratio()))
              .toList();
      if (!points.isEmpty()) {
        Element figure = section.appendElement("figure").addClass("wide");
        caption(figure, order, points, order.unit() + ", " + order.run());
        Sequence sequence =
            new Sequence(
                label("run-order-" + run, order, "all benchmarks", points),
                new AxisScale.Ratio(),
                marks(order, points, Point::ratio));
        figure
            .appendElement("div")
            .addClass("scroll chart-scroll")
            .appendChild(SequenceChart.large(sequence));
        table(figure, order, order.points(), true);
      }
    }
  }

  /** Appends one benchmark's forks, by their values. */
  static void ofBenchmark(Element grid, RunOrder order, Row row, String id) {
    List<Point> points =
        order.points().stream().filter(point -> point.benchmark().equals(row.label())).toList();
    if (points.isEmpty()) {
      return;
    }
    Axis axis = row.axis();
    Element figure = grid.appendElement("figure");
    caption(figure, order, points, axis.unit() + " by place in the run");
    Sequence sequence =
        new Sequence(
            label(id, order, row.label(), points),
            new AxisScale.Linear(""),
            marks(order, points, point -> point.value() / axis.factor()));
    figure.appendChild(SequenceChart.small(sequence));
    table(figure, order, points, false);
  }

  private static void caption(Element figure, RunOrder order, List<Point> points, String text) {
    Element caption = figure.appendElement("figcaption");
    caption.appendElement("bdi").text(text);
    List<String> shown =
        order.arms().stream()
            .filter(arm -> points.stream().anyMatch(point -> point.variant().equals(arm)))
            .toList();
    Tables.legend(caption, order.arms(), shown);
  }

  private static Label label(String id, RunOrder order, String what, List<Point> points) {
    return new Label(
        id,
        order.unit() + " of " + what + " in run order",
        points.size()
            + " forks in the order in which they ran; the numbers stand in the table below.");
  }

  private static List<Sequence.Point> marks(
      RunOrder order, List<Point> points, ToDoubleFunction<Point> value) {
    return points.stream()
        .map(
            point ->
                new Sequence.Point(
                    Math.max(0, order.arms().indexOf(point.variant())),
                    place(point),
                    value.applyAsDouble(point)))
        .toList();
  }

  /** People count from one. */
  private static int place(Point point) {
    return point.trial() + 1;
  }

  private static void table(
      Element figure, RunOrder order, List<Point> points, boolean ofAllBenchmarks) {
    Element details = figure.appendElement("details");
    details.appendElement("summary").text("Every fork in order");
    Element html = Tables.scrolling(details, "Every fork in order, " + order.unit());
    Tables.caption(
        html,
        order.unit(),
        ofAllBenchmarks ? "not rounded; the ratio is to the median of the arm" : "not rounded");
    Element head = html.appendElement("thead").appendElement("tr");
    Tables.sortable(Tables.head(head, "col", "place").addClass("number"));
    if (ofAllBenchmarks) {
      Tables.sortable(Tables.head(head, "col", "started"));
      Tables.sortable(Tables.head(head, "col", "benchmark"));
    }
    Tables.sortable(Tables.head(head, "col", "arm"));
    Tables.sortable(Tables.head(head, "col", order.unit()).addClass("number"));
    if (ofAllBenchmarks) {
      Tables.sortable(Tables.head(head, "col", "ratio").addClass("number"));
    }
    Element body = html.appendElement("tbody");
    for (Point point : points) {
      Element line = body.appendElement("tr");
      Tables.head(line, "row", Integer.toString(place(point))).addClass("number");
      if (ofAllBenchmarks) {
        line.attr("data-benchmark", point.benchmark());
        line.appendElement("td").text(point.started());
        line.appendElement("td").appendElement("bdi").text(point.benchmark());
      }
      line.appendElement("td").appendElement("bdi").text(point.variant());
      Tables.number(line, point.value(), Double.toString(point.value()));
      if (ofAllBenchmarks) {
        Tables.number(line, point.ratio(), Numbers.significant(point.ratio()));
      }
    }
  }
}
