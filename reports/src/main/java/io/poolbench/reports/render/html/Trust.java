package io.poolbench.reports.render.html;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.view.FindingGroup;
import io.poolbench.reports.view.ReportModel;
import java.util.IntSummaryStatistics;
import java.util.List;
import org.jsoup.nodes.Element;

/** Tells whether the numbers can be trusted, in one line that unfolds. */
final class Trust {
  private Trust() {}

  static void append(Element header, ReportModel model, List<Sheet> sheets) {
    List<FindingGroup> groups = FindingGroup.of(model.findings());
    String line = forks(sheets) + findings(model.findings(), groups);
    if (groups.isEmpty()) {
      Element paragraph = header.appendElement("p").addClass("trust");
      question(paragraph, "✓");
      paragraph.appendText(line);
      return;
    }
    Element details = header.appendElement("details").addClass("trust findings").id("findings");
    Element summary = details.appendElement("summary");
    question(summary, "⚠");
    summary.appendText(line);
    Element list = details.appendElement("ul");
    for (FindingGroup group : groups) {
      Element item = list.appendElement("li");
      if (group.findings().size() == 1) {
        finding(item, group.findings().getFirst());
      } else {
        Element kind = item.appendElement("details");
        kind.appendElement("summary").appendElement("bdi").text(group.line());
        Element all = kind.appendElement("ul");
        group.findings().forEach(each -> finding(all.appendElement("li"), each));
      }
    }
  }

  private static void question(Element parent, String sign) {
    parent.appendElement("span").attr("aria-hidden", "true").text(sign + " ");
    parent.appendElement("strong").text("Can I trust it?");
    parent.appendText(" ");
  }

  private static void finding(Element item, Finding finding) {
    item.appendElement("bdi").text(finding.text());
    item.appendText(" ");
    item.appendElement("bdi").addClass("place").text(finding.where());
  }

  private static String forks(List<Sheet> sheets) {
    IntSummaryStatistics forks =
        sheets.stream()
            .flatMap(sheet -> sheet.rows().stream())
            .flatMap(Sheet::cells)
            .mapToInt(cell -> cell.samples().size())
            .summaryStatistics();
    if (forks.getCount() == 0) {
      return "";
    }
    return forks.getMin() == forks.getMax()
        ? forks.getMax() == 1 ? "One fork of each; " : forks.getMax() + " forks of each; "
        : forks.getMin() + " to " + forks.getMax() + " forks of each; ";
  }

  private static String findings(List<Finding> findings, List<FindingGroup> groups) {
    if (groups.isEmpty()) {
      return "no finding puts a number in doubt.";
    }
    String count = findings.size() == 1 ? "one finding" : findings.size() + " findings";
    String kinds =
        groups.size() == findings.size()
            ? ""
            : groups.size() == 1 ? " of one kind" : " of " + groups.size() + " kinds";
    return count
        + kinds
        + (findings.size() == 1 ? ": " : ", the worst: ")
        + groups.getFirst().line();
  }
}
