package io.poolbench.reports.render.html;

import io.poolbench.reports.view.ReportModel;
import org.jsoup.nodes.DataNode;
import org.jsoup.nodes.Element;

/** The model itself, for programs, and what it says, for people. */
final class RawData {
  private RawData() {}

  static void append(Element main, ReportModel model) {
    Element section = Tables.section(main, "data", "Raw data");
    Element text = section.appendElement("p").addClass("note");
    text.appendText("Every fork's value stands, unrounded and in base units, under its chart, and");
    text.appendText(" as JSON in this file's element ");
    text.appendElement("code").text("#report-data");
    text.appendText(": tables[].rows[].cells[].samples, in the order of the run. Medians,");
    text.appendText(" intervals, ratios and p can be computed again from them.");
    section
        .appendElement("script")
        .id("report-data")
        .attr("type", "application/json")
        .appendChild(new DataNode(EmbeddedJson.of(model)));
  }
}
