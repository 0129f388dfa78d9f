package io.poolbench.reports.render.html;

import io.poolbench.reports.render.chart.Legend;
import io.poolbench.reports.view.Delta.Effect;
import io.poolbench.reports.view.Scorecard;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** The first table: a line per technique, a bar per metric, all bars of the table on one scale. */
final class ScorecardTable {
  private static final double WIDTH = 132;
  private static final int HEIGHT = 22;

  private final Scorecard card;

  /** All columns of the report, in order: their colours are those of every chart. */
  private final List<String> arms;

  private int cells;

  private ScorecardTable(Scorecard card, List<String> arms) {
    this.card = card;
    this.arms = arms;
  }

  static void append(Element header, Scorecard card, List<Sheet> sheets) {
    if (!card.lines().isEmpty()) {
      List<String> arms =
          sheets.stream().flatMap(sheet -> sheet.columns().stream()).distinct().toList();
      new ScorecardTable(card, arms).append(header);
    }
  }

  private void append(Element header) {
    Element caption = header.appendElement("p").addClass("note legend");
    caption.appendText("The upper bar is the base, the lower what is compared with it");
    if (card.most() > 1) {
      caption.appendText(", on a scale to " + Math.round(100 * card.most()) + " % of the base");
    }
    caption.appendText("; of several benchmarks the middle one, and a line from the least to the");
    caption.appendText(" most.");
    boolean seeded =
        card.lines().stream()
            .flatMap(line -> line.cells().values().stream())
            .anyMatch(cell -> !cell.seeds().isEmpty());
    if (seeded) {
      caption.appendText(" ◇ is the figure of the change that the technique is taken from.");
    }
    Element html = Tables.scrolling(header, "Scorecard").addClass("scorecard");
    Tables.caption(html, "Scorecard", "");
    Element head = html.appendElement("thead").appendElement("tr");
    Tables.head(
        head, "col", card.lines().stream().allMatch(Scorecard.Line::technique) ? "technique" : "");
    for (Scorecard.Metric metric : card.metrics()) {
      Element cell = Tables.head(head, "col", metric.words());
      if (!metric.words().equals(metric.unit())) {
        cell.appendText(" ");
        cell.appendElement("bdi").addClass("muted").text(metric.unit());
      }
    }
    Element body = html.appendElement("tbody");
    card.lines().forEach(line -> line(body.appendElement("tr"), line));
    if (card.omitted() > 0) {
      header
          .appendElement("p")
          .addClass("note")
          .text(card.omitted() + " further lines changed less; they stand under Effects.");
    }
  }

  private void line(Element row, Scorecard.Line line) {
    Element name = row.appendElement("th").attr("scope", "row");
    if (line.technique()) {
      Tables.name(
          name.appendElement("a").attr("href", "#" + Anchor.ofTechnique(line.name())), line.name());
    } else {
      Tables.name(name, line.name());
    }
    name.appendText(" ");
    Element arm = name.appendElement("span").addClass("arm").addClass(color(line.arm()));
    arm.appendElement("span")
        .attr("aria-hidden", "true")
        .text(Legend.symbol(Math.max(0, arms.indexOf(line.arm()))));
    arm.appendText("\u00a0");
    arm.appendElement("bdi").text(line.arm());
    for (Scorecard.Metric metric : card.metrics()) {
      Element cell = row.appendElement("td");
      Scorecard.Cell found = line.cells().get(metric.unit());
      if (found == null) {
        Tables.missing(cell);
      } else {
        cell(cell, line, metric, found);
      }
    }
  }

  private String color(String arm) {
    return Legend.cssClass(Math.max(0, arms.indexOf(arm)));
  }

  private void cell(
      Element parent, Scorecard.Line line, Scorecard.Metric metric, Scorecard.Cell cell) {
    if (Double.isFinite(cell.middle())) {
      parent.appendChild(bars(line, metric, cell));
    }
    Element values = parent.appendElement("div").addClass("muted");
    values
        .appendElement("bdi")
        .text(cell.after().isEmpty() ? cell.before() : cell.before() + " → " + cell.after());
    Element change = parent.appendElement("div").addClass(effect(cell.effect()));
    String arrow =
        cell.effect() == Effect.NONE || cell.effect() == Effect.UNTESTABLE
            ? ""
            : cell.high() < 1 ? "▼ " : cell.low() > 1 ? "▲ " : "";
    change.appendElement("span").attr("aria-hidden", "true").text(arrow);
    change.appendElement("bdi").text(cell.change());
    change.appendText(" ");
    change.appendElement("span").addClass("word").text(cell.word());
    for (Scorecard.Seed seed : cell.seeds()) {
      Element source = parent.appendElement("div").addClass("muted seed");
      source.appendText("◇ ");
      source.appendElement("bdi").text(seed.text());
    }
  }

  private static String effect(Effect effect) {
    return effect.name().toLowerCase(Locale.ROOT);
  }

  private Element bars(Scorecard.Line line, Scorecard.Metric metric, Scorecard.Cell cell) {
    String id = "card-" + cells++;
    Element svg =
        element("svg").attr("class", "bars").attr("role", "img").attr("aria-labelledby", id);
    svg.attributes().put("viewBox", "0 0 " + number(WIDTH + 8) + " " + HEIGHT);
    svg.appendChild(
        element("title")
            .id(id)
            .text(
                "%s of %s %s: %s of the base"
                    .formatted(metric.words(), line.name(), line.arm(), percent(cell.middle()))));
    svg.appendChild(bar(0, 1, 6, color(line.base())).attr("data-ratio", "1"));
    svg.appendChild(
        bar(9, cell.middle(), 9, color(line.arm()))
            .attr("data-ratio", Double.toString(cell.middle())));
    if (cell.low() < cell.high()) {
      svg.appendChild(line(x(cell.low()), 13.5, x(cell.high()), 13.5, "range"));
      svg.appendChild(line(x(cell.low()), 11, x(cell.low()), 16, "range"));
      svg.appendChild(line(x(cell.high()), 11, x(cell.high()), 16, "range"));
    }
    if (cell.high() > card.most()) {
      svg.appendChild(
          element("text").attr("x", number(WIDTH)).attr("y", "17").text("›").attr("class", "over"));
    }
    svg.appendChild(line(x(1), 0, x(1), HEIGHT, "whole"));
    for (Scorecard.Seed seed : cell.seeds()) {
      double x = x(seed.ratio());
      Element mark =
          element("path")
              .attr("class", "seed")
              .attr("data-ratio", Double.toString(seed.ratio()))
              .attr("d", "M%s 9l4 4.5l-4 4.5l-4 -4.5z".formatted(number(x)));
      svg.appendChild(mark);
    }
    return svg;
  }

  private double x(double ratio) {
    return 4 + Math.min(card.most(), Math.max(0, ratio)) / card.most() * WIDTH;
  }

  private Element bar(int y, double ratio, int height, String color) {
    return element("rect")
        .attr("x", "4")
        .attr("y", Integer.toString(y))
        .attr("width", number(x(ratio) - 4))
        .attr("height", Integer.toString(height))
        .attr("class", color);
  }

  private static Element line(double fromX, double fromY, double toX, double toY, String type) {
    return element("line")
        .attr("x1", number(fromX))
        .attr("y1", number(fromY))
        .attr("x2", number(toX))
        .attr("y2", number(toY))
        .attr("class", type);
  }

  private static String percent(double ratio) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * ratio);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  private static Element element(String name) {
    return new Element(name, Parser.NamespaceSvg);
  }
}
