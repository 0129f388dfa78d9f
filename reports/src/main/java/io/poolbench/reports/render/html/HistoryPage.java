package io.poolbench.reports.render.html;

import io.poolbench.reports.render.chart.AxisScale;
import io.poolbench.reports.render.chart.Label;
import io.poolbench.reports.render.chart.Sequence;
import io.poolbench.reports.render.chart.SequenceChart;
import io.poolbench.reports.view.HistoryView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Writes the history as a page: a chart and a table per series. */
public final class HistoryPage {

  private HistoryPage() {}

  /**
   * Returns a self-contained page; equal views give equal bytes.
   *
   * @param madeBy as in {@link HtmlReport}
   */
  public static String of(List<HistoryView> views, String madeBy) {
    Document page = HtmlReport.page("history");
    page.body().appendElement("header").appendElement("h1").text("History");
    Element main = page.body().appendElement("main").attr("data-counted", "series");
    for (int i = 0; i < views.size(); i++) {
      HistoryView view = views.get(i);
      boolean changed = view.rows().stream().anyMatch(HistoryView.Row::changePoint);
      Element article = Tables.filtered(main.appendElement("article"), view.name(), changed);
      Element section = Tables.section(article, "series-" + i, view.name() + ", " + view.unit());
      section.appendElement("p").addClass("note").text(about(view));
      Element figure = section.appendElement("figure").addClass("wide");
      Element caption = figure.appendElement("figcaption");
      caption.appendElement("bdi").text(view.axis().unit() + " of every fork, by run");
      figure
          .appendElement("div")
          .addClass("scroll chart-scroll")
          .appendChild(SequenceChart.large(sequence("chart-" + i, view)));
      table(section, view);
    }
    return HtmlReport.finished(page, madeBy);
  }

  private static String about(HistoryView view) {
    long changes = view.rows().stream().filter(HistoryView.Row::changePoint).count();
    String host = view.host().isEmpty() ? "" : " (" + view.host() + ")";
    return String.format(
        Locale.ROOT,
        "Environment %s%s; runs: %d, change points: %d. The mark changes with the level.",
        view.environment(),
        host,
        view.rows().size(),
        changes);
  }

  /** Shape and colour change with every change point. */
  private static Sequence sequence(String id, HistoryView view) {
    List<Sequence.Point> points = new ArrayList<>();
    int level = 0;
    for (int place = 0; place < view.rows().size(); place++) {
      HistoryView.Row row = view.rows().get(place);
      level += row.changePoint() ? 1 : 0;
      for (double sample : row.samples()) {
        points.add(new Sequence.Point(level, place + 1, sample / view.axis().factor()));
      }
    }
    return new Sequence(
        new Label(id, view.name() + ", " + view.unit() + " by run", "Every value is in the table."),
        new AxisScale.Linear(""),
        points);
  }

  private static void table(Element section, HistoryView view) {
    Element html = Tables.scrolling(section, view.name() + ", " + view.unit());
    Tables.caption(html, view.name(), view.unit());
    Element head = html.appendElement("thead").appendElement("tr");
    Tables.head(head, "col", "run").addClass("number");
    Tables.head(head, "col", "when");
    Tables.head(head, "col", "revision");
    for (String name : List.of("n", view.unit(), "95 % interval")) {
      Tables.head(head, "col", name).addClass("number");
    }
    Tables.head(head, "col", "new level");
    Element body = html.appendElement("tbody");
    for (int place = 0; place < view.rows().size(); place++) {
      HistoryView.Row row = view.rows().get(place);
      Element line = body.appendElement("tr");
      Tables.head(line, "row", Integer.toString(place + 1)).addClass("number");
      line.appendElement("td").text(row.when().replace('T', ' '));
      line.appendElement("td").appendElement("bdi").text(row.revision());
      Tables.number(line, Integer.toString(row.samples().size()));
      Tables.number(line, row.center().value(), row.center().scaled());
      Tables.number(line, row.interval());
      line.appendElement("td").text(row.changePoint() ? "◆ " + row.level() : "");
    }
  }
}
