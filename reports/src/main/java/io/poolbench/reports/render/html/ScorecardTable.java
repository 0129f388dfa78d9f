package io.poolbench.reports.render.html;

import io.poolbench.reports.view.Scorecard;
import java.util.List;
import org.jsoup.nodes.Element;

/** The first table: a line per technique, a bar per metric, all bars of the table on one scale. */
final class ScorecardTable {
  private final Scorecard card;
  private final ScorecardBars bars;
  private int cells;

  private ScorecardTable(Scorecard card, ScorecardBars bars) {
    this.card = card;
    this.bars = bars;
  }

  static void append(Element header, Scorecard card, List<Sheet> sheets) {
    if (!card.lines().isEmpty()) {
      new ScorecardTable(card, ScorecardBars.of(card, sheets)).append(header);
    }
  }

  private void append(Element header) {
    Element caption = header.appendElement("p").addClass("note legend");
    caption.text(bars.explanation());
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
      header.appendElement("p").addClass("note").text(ScorecardBars.omitted(card));
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
    Element arm = name.appendElement("span").addClass("arm").addClass(bars.color(line.arm()));
    arm.appendElement("span").attr("aria-hidden", "true").text(bars.symbol(line.arm()));
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

  private void cell(
      Element parent, Scorecard.Line line, Scorecard.Metric metric, Scorecard.Cell cell) {
    if (Double.isFinite(cell.middle())) {
      parent.appendChild(picture(line, metric, cell));
    }
    Element values = parent.appendElement("div").addClass("muted");
    values.appendElement("bdi").text(ScorecardBars.values(cell));
    Element change = parent.appendElement("div").addClass(ScorecardBars.verdictClass(cell));
    change.appendElement("span").attr("aria-hidden", "true").text(ScorecardBars.sign(cell));
    change.appendElement("bdi").text(cell.change());
    change.appendText(" ");
    change.appendElement("span").addClass("word").text(cell.word());
    for (Scorecard.Seed seed : cell.seeds()) {
      Element source = parent.appendElement("div").addClass("muted seed");
      source.appendText("◇ ");
      source.appendElement("bdi").text(seed.text());
    }
  }

  private Element picture(Scorecard.Line line, Scorecard.Metric metric, Scorecard.Cell cell) {
    String id = "card-" + cells++;
    Element svg = Svg.element("svg").addClass("bars").attr("role", "img");
    svg.attr("aria-labelledby", id);
    svg.attributes()
        .put("viewBox", "0 0 " + Svg.number(ScorecardBars.WIDTH) + " " + ScorecardBars.HEIGHT);
    svg.appendChild(Svg.element("title").id(id).text(ScorecardBars.title(line, metric, cell)));
    bars.draw(line, cell).forEach(svg::appendChild);
    return svg;
  }
}
