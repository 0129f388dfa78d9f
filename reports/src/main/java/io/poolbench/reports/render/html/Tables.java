package io.poolbench.reports.render.html;

import io.poolbench.reports.view.Cell;
import io.poolbench.reports.view.Delta;
import io.poolbench.reports.view.Figure;
import io.poolbench.reports.view.Note;
import io.poolbench.reports.view.Table;
import io.poolbench.reports.view.Table.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** The parts that all tables of the report share. */
final class Tables {
  private Tables() {}

  static String name(Table table, int column) {
    return String.join(" ", table.columns().get(column).labels());
  }

  static List<String> names(Table table) {
    return IntStream.range(0, table.columns().size()).mapToObj(i -> name(table, i)).toList();
  }

  static Optional<Cell> cell(Row row, int column) {
    return Optional.ofNullable(row.cells().get(column));
  }

  static Stream<Cell> present(Row row) {
    return IntStream.range(0, row.cells().size())
        .mapToObj(column -> cell(row, column))
        .flatMap(Optional::stream);
  }

  static Optional<Delta> delta(Cell cell) {
    return Optional.ofNullable(cell.delta());
  }

  static String scaled(@Nullable Figure figure) {
    return figure == null ? "" : figure.scaled();
  }

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
  static void delta(Element cell, Delta effect) {
    String arrow =
        switch (effect.effect()) {
          case NONE -> "";
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
      case CHANGED, NONE -> {}
    }
  }

  static String verdictClass(Delta effect) {
    return effect.effect().name().toLowerCase(Locale.ROOT);
  }

  /** Superscript links to the footnotes of the metric's section. */
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
