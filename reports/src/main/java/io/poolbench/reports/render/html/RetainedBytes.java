package io.poolbench.reports.render.html;

import io.poolbench.reports.view.BytesByClass;
import io.poolbench.reports.view.ReportModel;
import java.util.List;
import org.jsoup.nodes.Element;

/** Shows which classes a footprint is made of, and which of them the change let go. */
final class RetainedBytes {
  private RetainedBytes() {}

  static void append(Element main, ReportModel model) {
    if (model.retentions().isEmpty()) {
      return;
    }
    Element section = Tables.section(main, "retained", "Retained bytes by class");
    section
        .appendElement("p")
        .addClass("note")
        .text(
            "Heap bytes that one more unit (such as a connection) retains, by class: the median"
                + " over forks.");
    for (BytesByClass retention : model.retentions()) {
      table(ClassBars.append(section, retention, "retained"), retention);
    }
  }

  private static void table(Element parent, BytesByClass retention) {
    Element html = Tables.scrolling(parent, "Retained bytes of " + retention.benchmark());
    Tables.caption(html, retention.benchmark(), "bytes per unit, " + retention.run());
    Element head = html.appendElement("thead").appendElement("tr");
    Tables.sortable(Tables.head(head, "col", "class"));
    List<String> variants = retention.variants();
    for (int arm = 0; arm < variants.size(); arm++) {
      Tables.sortable(Tables.head(head, "col", variants.get(arm)).addClass("number"));
      if (arm > 0) {
        Tables.sortable(Tables.head(head, "col", "change").addClass("number"));
      }
    }
    Element body = html.appendElement("tbody");
    for (BytesByClass.Row row : retention.rows()) {
      boolean changed = row.bytes().stream().distinct().count() > 1;
      Element line = Tables.row(body, retention.benchmark() + " " + row.className(), changed);
      Tables.head(line, "row", row.className());
      cells(line, row.bytes());
    }
    Element total = html.appendElement("tfoot").appendElement("tr");
    Tables.head(total, "row", "all classes");
    cells(total, retention.totals());
  }

  private static void cells(Element line, List<Double> bytes) {
    for (int arm = 0; arm < bytes.size(); arm++) {
      Tables.number(line, bytes.get(arm), Numbers.bytes(bytes.get(arm)));
      if (arm > 0) {
        double change = bytes.get(arm) - bytes.getFirst();
        Element cell = Tables.number(line, change, signed(change));
        cell.addClass(change < 0 ? "better" : change > 0 ? "worse" : "none");
      }
    }
  }

  /** Direction as a shape, as in all tables. */
  private static String signed(double change) {
    String size = Numbers.bytes(Math.abs(change));
    return size.equals("0") ? "0" : change < 0 ? "▼ −" + size : "▲ +" + size;
  }
}
