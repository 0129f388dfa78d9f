package io.poolbench.reports.render.html;

import static io.poolbench.reports.render.html.Svg.element;
import static io.poolbench.reports.render.html.Svg.number;

import io.poolbench.reports.model.Visible;
import io.poolbench.reports.view.ReportModel;
import io.poolbench.reports.view.Scorecard;
import io.poolbench.reports.view.ScorecardBuilder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Renders the scorecard as one self-contained SVG that a README or a comment can show: light or
 * dark as the reader's system is, the same bars and words as in the page.
 */
public final class ScorecardPicture {
  private static final String STYLE =
      HtmlReport.resource("shared.css") + HtmlReport.resource("scorecard.css");

  private static final int FONT = 12;

  /** A wide font's, since the reader's is unknown; no letter may run into the next cell. */
  private static final double EM_PER_CHARACTER = 0.62;

  private static final int MARGIN = 16;
  private static final int GAP = 20;
  private static final int TEXT_LINE = 16;

  private final Scorecard card;
  private final ScorecardBars bars;
  private final Element svg = element("svg");

  private ScorecardPicture(Scorecard card, ScorecardBars bars) {
    this.card = card;
    this.bars = bars;
  }

  /**
   * Renders the picture; equal models give equal bytes.
   *
   * @throws IllegalArgumentException where nothing was compared, so that there is nothing to draw
   */
  public static String render(ReportModel model) {
    Scorecard card = ScorecardBuilder.of(model);
    if (card.lines().isEmpty()) {
      throw new IllegalArgumentException("nothing was compared, so there is no scorecard to draw");
    }
    return new ScorecardPicture(card, ScorecardBars.of(card, Sheet.of(model))).draw();
  }

  private String draw() {
    List<Double> widths = new ArrayList<>();
    widths.add(
        Math.max(
            ScorecardBars.WIDTH,
            width(
                card.lines().stream().flatMap(line -> Stream.of(line.name(), "● " + line.arm())))));
    for (Scorecard.Metric metric : card.metrics()) {
      Stream<Scorecard.Cell> cells =
          card.lines().stream().flatMap(line -> Stream.ofNullable(line.cells().get(metric.unit())));
      widths.add(
          Math.max(
              Math.max(ScorecardBars.WIDTH, width(metric.unit())),
              width(cells.flatMap(ScorecardPicture::words))));
    }
    double width =
        2 * MARGIN
            + GAP * (widths.size() - 1)
            + widths.stream().mapToDouble(Double::doubleValue).sum();
    double y = heads(widths);
    for (Scorecard.Line line : card.lines()) {
      svg.appendChild(rule(width, y));
      y = line(line, widths, y + 10);
    }
    svg.appendChild(rule(width, y));
    y += 6;
    List<String> below = new ArrayList<>(wrapped(bars.explanation(), width - 2 * MARGIN));
    if (card.omitted() > 0) {
      below.addAll(wrapped(ScorecardBars.omitted(card), width - 2 * MARGIN));
    }
    for (String words : below) {
      y += TEXT_LINE;
      svg.appendChild(text(MARGIN, y, "muted", words));
    }
    return finished(width, y + MARGIN);
  }

  private static Stream<String> words(Scorecard.Cell cell) {
    return Stream.concat(
        Stream.of(ScorecardBars.values(cell), change(cell)),
        cell.seeds().stream().map(ScorecardPicture::seed));
  }

  private static String change(Scorecard.Cell cell) {
    return ScorecardBars.sign(cell) + cell.change() + " " + cell.word();
  }

  private static String seed(Scorecard.Seed seed) {
    return "◇ " + seed.change();
  }

  private static double width(Stream<String> texts) {
    return texts.mapToDouble(ScorecardPicture::width).max().orElse(0);
  }

  private static double width(String text) {
    return Math.ceil(EM_PER_CHARACTER * FONT * text.codePointCount(0, text.length()));
  }

  /** Returns where the lines begin. */
  private double heads(List<Double> widths) {
    boolean techniques = card.lines().stream().allMatch(Scorecard.Line::technique);
    double top = MARGIN + FONT;
    svg.appendChild(text(MARGIN, top, "head", techniques ? "technique" : ""));
    double x = MARGIN + widths.getFirst() + GAP;
    double lowest = top;
    for (int i = 0; i < card.metrics().size(); i++) {
      Scorecard.Metric metric = card.metrics().get(i);
      double y = top - TEXT_LINE;
      for (String words : wrapped(metric.words(), widths.get(i + 1))) {
        y += TEXT_LINE;
        svg.appendChild(text(x, y, "head", words));
      }
      if (!metric.words().equals(metric.unit())) {
        y += TEXT_LINE;
        svg.appendChild(text(x, y, "muted", metric.unit()));
      }
      lowest = Math.max(lowest, y);
      x += widths.get(i + 1) + GAP;
    }
    return lowest + 10;
  }

  /** Returns where the next line begins. */
  private double line(Scorecard.Line line, List<Double> widths, double y) {
    double lowest = y + FONT;
    svg.appendChild(text(MARGIN, lowest, "name", line.name()));
    lowest += TEXT_LINE;
    String arm = bars.symbol(line.arm()) + " " + line.arm();
    svg.appendChild(text(MARGIN, lowest, bars.color(line.arm()), arm));
    for (String words : sources(line, widths.getFirst())) {
      lowest += TEXT_LINE;
      svg.appendChild(text(MARGIN, lowest, "muted", words));
    }
    double x = MARGIN + widths.getFirst() + GAP;
    for (int i = 0; i < card.metrics().size(); i++) {
      Scorecard.Metric metric = card.metrics().get(i);
      Scorecard.Cell cell = line.cells().get(metric.unit());
      if (cell == null) {
        svg.appendChild(text(x, y + FONT, "muted", "–"));
      } else {
        lowest = Math.max(lowest, cell(line, metric, cell, x, y));
      }
      x += widths.get(i + 1) + GAP;
    }
    return lowest + 10;
  }

  /** Names the sources of the figures at the marks, once, since all metrics share them. */
  private static List<String> sources(Scorecard.Line line, double width) {
    return line.cells().values().stream()
        .flatMap(cell -> cell.seeds().stream())
        .map(Scorecard.Seed::source)
        .filter(source -> !source.isEmpty())
        .distinct()
        .sorted()
        .flatMap(source -> wrapped("◇ " + source, width).stream())
        .toList();
  }

  /** Returns its lowest text's base line. */
  private double cell(
      Scorecard.Line line, Scorecard.Metric metric, Scorecard.Cell cell, double x, double top) {
    double y = top;
    if (Double.isFinite(cell.middle())) {
      Element drawn = svg.appendElement("g").addClass("bars");
      drawn.attr("transform", "translate(%s %s)".formatted(number(x - 4), number(y)));
      drawn.appendElement("title").text(Visible.text(ScorecardBars.title(line, metric, cell)));
      bars.draw(line, cell).forEach(drawn::appendChild);
      y += ScorecardBars.HEIGHT + TEXT_LINE - 2;
    } else {
      y += FONT;
    }
    svg.appendChild(text(x, y, "muted", ScorecardBars.values(cell)));
    y += TEXT_LINE;
    svg.appendChild(text(x, y, ScorecardBars.verdictClass(cell), change(cell)));
    for (Scorecard.Seed seed : cell.seeds()) {
      y += TEXT_LINE;
      svg.appendChild(text(x, y, "muted", seed(seed)));
    }
    return y;
  }

  private static List<String> wrapped(String text, double width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (width(longer) > width && !line.isEmpty()) {
        lines.add(line);
        line = word;
      } else {
        line = longer;
      }
    }
    lines.add(line);
    return lines;
  }

  private String finished(double width, double height) {
    Element whole = element("svg");
    whole.attr("xmlns", Parser.NamespaceSvg);
    whole.attr("width", number(width)).attr("height", number(height));
    whole.attributes().put("viewBox", "0 0 " + number(width) + " " + number(height));
    whole.attr("role", "img").attr("aria-labelledby", "title headline");
    whole.appendElement("title").id("title").text("Scorecard");
    whole.appendElement("desc").id("headline").text(card.headline());
    whole.appendElement("style").appendChild(new DataNode(STYLE));
    whole.appendElement("rect").addClass("page").attr("width", "100%").attr("height", "100%");
    List.copyOf(svg.children()).forEach(whole::appendChild);
    Document picture = new Document("");
    picture
        .outputSettings()
        .syntax(Document.OutputSettings.Syntax.xml)
        .charset(StandardCharsets.UTF_8)
        .prettyPrint(false);
    picture.appendChild(whole);
    return picture.outerHtml().replaceAll("><(?!/)", ">\n<") + "\n";
  }

  private static Element rule(double width, double y) {
    return element("line")
        .attr("x1", Integer.toString(MARGIN))
        .attr("x2", number(width - MARGIN))
        .attr("y1", number(y))
        .attr("y2", number(y))
        .addClass("rule");
  }

  private static Element text(double x, double y, String type, String text) {
    return element("text")
        .attr("x", number(x))
        .attr("y", number(y))
        .addClass(type)
        .text(Visible.text(text));
  }
}
