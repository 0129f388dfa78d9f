package io.poolbench.reports.render.html;

import io.poolbench.reports.render.chart.Legend;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.Figure;
import io.poolbench.reports.view.Note;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Makes the parts that all tables of the report share. */
final class Tables {
  private static final Pattern PARTS = Pattern.compile("(?<=[/=.:,-])(?=[^/=.:,-])");

  private Tables() {}

  static String scaled(@Nullable Figure figure) {
    return figure == null ? "" : figure.scaled();
  }

  /** Appends a table that scrolls by itself when it is wider than the screen, by keyboard too. */
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
    name(head, text);
    return head;
  }

  /** Appends a name of a benchmark or class, which may break after what divides its parts. */
  static Element name(Element parent, String name) {
    Element text = parent.appendElement("bdi");
    PARTS
        .splitAsStream(name)
        .forEach(
            part -> {
              if (text.childNodeSize() > 0) {
                text.appendElement("wbr");
              }
              text.appendText(part);
            });
    return text;
  }

  static Element number(Element row, String text) {
    return row.appendElement("td").addClass("number").text(text);
  }

  /** Appends a cell that sorts by its number and not by its text. */
  static Element number(Element row, double value, String text) {
    return sortBy(number(row, text), value);
  }

  static Element sortBy(Element cell, double value) {
    String number = Double.toString(value);
    return cell.ownText().equals(number) ? cell : cell.attr("data-value", number);
  }

  /** Appends a row that the page's filter may hide. */
  static Element row(Element body, String benchmark, boolean changed) {
    return filtered(body.appendElement("tr"), benchmark, changed);
  }

  static Element filtered(Element element, String benchmark, boolean changed) {
    return element
        .attr("data-benchmark", benchmark)
        .attr("data-changed", Boolean.toString(changed));
  }

  /** Marks the head of a column that a reader can sort by, once the script has run. */
  static Element sortable(Element head) {
    return head.attr("data-sort", "");
  }

  static Element section(Element main, String id, String title) {
    Element section = main.appendElement("section").id(id);
    Element heading = section.appendElement("h2");
    heading.appendElement("bdi").text(title);
    Anchor.append(heading, id, title);
    return section;
  }

  /**
   * Shows which shape and colour arms have in a chart.
   *
   * @param arms all of them, in the order of the report
   * @param shown those that the chart shows
   */
  static void legend(Element parent, List<String> arms, List<String> shown) {
    Element legend = parent.appendElement("span").addClass("arms");
    for (String name : shown) {
      int arm = arms.indexOf(name);
      Element entry = legend.appendElement("span");
      Element symbol = entry.appendElement("span").addClass(Legend.cssClass(arm));
      symbol.attr("aria-hidden", "true").text(Legend.symbol(arm));
      entry.appendText("\u00a0");
      entry.appendElement("bdi").text(name);
    }
  }

  static void missing(Element cell) {
    cell.appendElement("span").addClass("muted").attr("aria-label", "no value").text("–");
  }

  /** Writes direction as a shape, size as text, meaning as a word; colour only repeats them. */
  static void delta(Element cell, Delta effect) {
    String arrow =
        switch (effect.effect()) {
          case NONE, UNTESTABLE -> "";
          case BETTER, WORSE, CHANGED -> effect.ratio() < 1 ? "▼" : effect.ratio() > 1 ? "▲" : "";
        };
    if (!arrow.isEmpty()) {
      cell.appendElement("span").attr("aria-hidden", "true").text(arrow);
      cell.appendText(" ");
    }
    cell.appendText(effect.text());
    switch (effect.effect()) {
      case BETTER, WORSE -> {
        cell.appendText(" ");
        cell.appendElement("span")
            .addClass("word")
            .text(effect.effect().name().toLowerCase(Locale.ROOT));
      }
      case CHANGED, NONE, UNTESTABLE -> {}
    }
  }

  static String verdictClass(Delta effect) {
    return effect.effect().name().toLowerCase(Locale.ROOT);
  }

  /** Appends superscript links to the footnotes of the metric's section. */
  static void marks(Element cell, List<Note> notes, String section) {
    for (Note note : notes) {
      cell.appendText(" ");
      cell.appendElement("sup")
          .appendElement("a")
          .attr("href", "#" + section + "-note-" + note.number())
          .attr("aria-label", "note " + note.number())
          .text(Integer.toString(note.number()));
    }
  }
}
