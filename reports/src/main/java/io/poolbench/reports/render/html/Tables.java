package io.poolbench.reports.render.html;

import io.poolbench.reports.view.Effect;
import java.util.List;
import java.util.Locale;
import org.jsoup.nodes.Element;

/** The parts that all tables of the report share. */
final class Tables {
  private Tables() {}

  /** A table that scrolls by itself when it is wider than the screen, by keyboard too. */
  static Element scrolling(Element parent, String label) {
    return parent
        .appendElement("div")
        .addClass("scroll")
        .attr("role", "region")
        .attr("aria-label", label)
        .attr("tabindex", "0")
        .appendElement("table");
  }

  static void caption(Element table, String name, String rest) {
    Element caption = table.appendElement("caption");
    caption.appendElement("bdi").appendElement("strong").text(name);
    caption.appendText(" ");
    caption.appendElement("bdi").text(rest);
  }

  static Element head(Element row, String scope, String text) {
    Element head = row.appendElement("th").attr("scope", scope);
    head.appendElement("bdi").text(text);
    return head;
  }

  static Element number(Element row, String text) {
    return row.appendElement("td").addClass("number").text(text);
  }

  static void missing(Element cell) {
    cell.appendElement("span").addClass("muted").attr("aria-label", "no value").text("–");
  }

  /** Direction as a shape, size as text, meaning as a word; colour only repeats them. */
  static void delta(Element cell, Effect effect) {
    String arrow =
        switch (effect.verdict()) {
          case SAME -> "";
          case BETTER, WORSE, DIFFERENT -> effect.delta() < 0 ? "▼" : effect.delta() > 0 ? "▲" : "";
        };
    if (!arrow.isEmpty()) {
      cell.appendElement("span").attr("aria-hidden", "true").text(arrow);
      cell.appendText(" ");
    }
    cell.appendText(effect.deltaText());
    switch (effect.verdict()) {
      case BETTER, WORSE -> {
        cell.appendText(" ");
        cell.appendElement("span")
            .addClass("word")
            .text(effect.verdict().name().toLowerCase(Locale.ROOT));
      }
      case DIFFERENT, SAME -> {}
    }
  }

  static String verdictClass(Effect effect) {
    return effect.verdict().name().toLowerCase(Locale.ROOT);
  }

  /** Superscript links to the footnotes of the metric's section. */
  static void marks(Element cell, List<Integer> notes, String section) {
    for (int note : notes) {
      cell.appendText(" ");
      cell.appendElement("sup")
          .appendElement("a")
          .attr("href", "#" + section + "-note-" + note)
          .attr("aria-label", "note " + note)
          .text(Integer.toString(note));
    }
  }
}
