package io.poolbench.reports.render.html;

import io.poolbench.reports.view.SourceDiff;
import org.jsoup.nodes.Element;

/** Shows a difference of the code line by line: its sign is text, and colour only repeats it. */
final class Diff {
  private Diff() {}

  static void append(Element part, SourceDiff diff) {
    Element details = part.appendElement("details").addClass("diff");
    Element summary = details.appendElement("summary");
    summary.appendText("The change in code, ");
    summary.appendElement("bdi").text(diff.from() + " → " + diff.to());
    summary.appendText(": ");
    summary.appendElement("ins").text("+" + diff.added());
    summary.appendText(" ");
    summary.appendElement("del").text("−" + diff.removed());
    summary.appendText(" lines");
    Element code =
        details
            .appendElement("pre")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr("aria-label", "Change from " + diff.from() + " to " + diff.to())
            .appendElement("code");
    for (String line : diff.lines()) {
      Element element =
          switch (line.isEmpty() ? ' ' : line.charAt(0)) {
            case '+' -> code.appendElement("ins");
            case '-' -> code.appendElement("del");
            case '@' -> code.appendElement("span").addClass("hunk");
            default -> code.appendElement("span");
          };
      element.text(line + "\n");
    }
  }
}
