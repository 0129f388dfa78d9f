package io.poolbench.reports.render.html;

import static io.poolbench.reports.render.html.Svg.element;
import static io.poolbench.reports.render.html.Svg.number;

import io.poolbench.reports.render.chart.Legend;
import io.poolbench.reports.view.Delta.Effect;
import io.poolbench.reports.view.Scorecard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/**
 * Draws and words the cells of a scorecard alike in the page and in the picture: all bars are on
 * one scale.
 *
 * @param card whose cells they are
 * @param arms all columns of the report, in order: their colours are those of every chart
 */
record ScorecardBars(Scorecard card, List<String> arms) {

  /** Room for the bars of a cell, and for marks at either end. */
  static final double WIDTH = 140;

  static final int HEIGHT = 22;

  private static final double MARGIN = 4;

  ScorecardBars {
    arms = List.copyOf(arms);
  }

  static ScorecardBars of(Scorecard card, List<Sheet> sheets) {
    return new ScorecardBars(
        card, sheets.stream().flatMap(sheet -> sheet.columns().stream()).distinct().toList());
  }

  /** Says what the bars and the marks are. */
  String explanation() {
    String bases =
        card.lines().stream()
            .map(Scorecard.Line::base)
            .distinct()
            .collect(Collectors.joining(", "));
    List<Scorecard.Cell> cells =
        card.lines().stream().flatMap(line -> line.cells().values().stream()).toList();
    boolean several = cells.stream().anyMatch(cell -> cell.after().isEmpty());
    boolean seeded = cells.stream().anyMatch(cell -> !cell.seeds().isEmpty());
    return "The upper bar is the base (%s), the lower one what is compared with it".formatted(bases)
        + (card.most() > 1
            ? ", on a scale to " + Math.round(100 * card.most()) + " % of the base."
            : ".")
        + (several
            ? " Of several benchmarks the bar shows the middle one, and the line reaches from the"
                + " least to the most."
            : "")
        + (seeded ? " ◇ is the figure of the change that the technique is taken from." : "");
  }

  String color(String arm) {
    return Legend.cssClass(Math.max(0, arms.indexOf(arm)));
  }

  String symbol(String arm) {
    return Legend.symbol(Math.max(0, arms.indexOf(arm)));
  }

  static String values(Scorecard.Cell cell) {
    return cell.after().isEmpty() ? cell.before() : cell.before() + " → " + cell.after();
  }

  /** Returns a sign for the way a change went, with a space; empty for none, or both ways. */
  static String sign(Scorecard.Cell cell) {
    return cell.effect() == Effect.NONE || cell.effect() == Effect.UNTESTABLE
        ? ""
        : cell.high() < 1 ? "▼ " : cell.low() > 1 ? "▲ " : "";
  }

  static String verdictClass(Scorecard.Cell cell) {
    return cell.effect().name().toLowerCase(Locale.ROOT);
  }

  /** Says the bars' length to those who do not see them. */
  static String title(Scorecard.Line line, Scorecard.Metric metric, Scorecard.Cell cell) {
    return String.format(
        Locale.ROOT,
        "%s of %s %s: %.1f %% of the base",
        metric.words(),
        line.name(),
        line.arm(),
        100 * cell.middle());
  }

  /** The bars of a cell with their marks, from the origin on. */
  List<Element> draw(Scorecard.Line line, Scorecard.Cell cell) {
    List<Element> drawn = new ArrayList<>();
    drawn.add(bar(0, 1, 6, color(line.base())).attr("data-ratio", "1"));
    drawn.add(
        bar(9, cell.middle(), 9, color(line.arm()))
            .attr("data-ratio", Double.toString(cell.middle())));
    if (cell.low() < cell.high()) {
      drawn.add(line(x(cell.low()), 13.5, x(cell.high()), 13.5, "range"));
      drawn.add(line(x(cell.low()), 11, x(cell.low()), 16, "range"));
      drawn.add(line(x(cell.high()), 11, x(cell.high()), 16, "range"));
    }
    if (cell.high() > card.most()) {
      drawn.add(
          element("text")
              .attr("x", number(WIDTH - 2 * MARGIN))
              .attr("y", "17")
              .text("›")
              .attr("class", "over"));
    }
    drawn.add(line(x(1), 0, x(1), HEIGHT, "whole"));
    for (Scorecard.Seed seed : cell.seeds()) {
      drawn.add(
          element("path")
              .attr("class", "seed")
              .attr("data-ratio", Double.toString(seed.ratio()))
              .attr("d", "M%s 9l4 4.5l-4 4.5l-4 -4.5z".formatted(number(x(seed.ratio())))));
    }
    return drawn;
  }

  private double x(double ratio) {
    double share = Math.min(card.most(), Math.max(0, ratio)) / card.most();
    return MARGIN + share * (WIDTH - 2 * MARGIN);
  }

  private Element bar(int y, double ratio, int height, String color) {
    return element("rect")
        .attr("x", "4")
        .attr("y", Integer.toString(y))
        .attr("width", number(x(ratio) - MARGIN))
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

  /** Says how many lines the scorecard leaves out. */
  static String omitted(Scorecard card) {
    return card.omitted() + " further lines changed less and are left out here.";
  }
}
