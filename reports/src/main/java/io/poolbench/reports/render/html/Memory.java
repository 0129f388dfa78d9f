package io.poolbench.reports.render.html;

import io.poolbench.reports.render.chart.CurveChart;
import io.poolbench.reports.render.chart.Curves;
import io.poolbench.reports.render.chart.Label;
import io.poolbench.reports.view.BytesByClass;
import io.poolbench.reports.view.Evidence;
import io.poolbench.reports.view.HeapCurve;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Element;

/** Shows what an operation allocates, by class, and what that does to the heap. */
final class Memory {
  static final String ALLOCATED = "allocated";

  private static final double MEBIBYTE = 1 << 20;

  private Memory() {}

  static void append(Element main, Evidence evidence) {
    if (!evidence.allocated().isEmpty()) {
      Element section = Tables.section(main, "allocated", "Allocated bytes by class");
      section
          .appendElement("p")
          .addClass("note")
          .text(
              "Bytes that one operation allocates, by the class of the object: the median over"
                  + " the timing forks.");
      for (BytesByClass bytes : evidence.allocated()) {
        table(ClassBars.append(section, bytes, ALLOCATED), bytes);
      }
    }
    if (!evidence.heaps().isEmpty()) {
      Element section = Tables.section(main, "heap-over-time", "Heap over time");
      section
          .appendElement("p")
          .addClass("note")
          .text(
              "How full the heap was while the operation was repeated, from one recording of each"
                  + " arm. A mark is a collection, at what was live after it. The steeper a rise,"
                  + " the more is allocated in a second, which a faster arm does too.");
      evidence.heaps().forEach(heap -> heap(section, heap));
    }
  }

  private static void table(Element parent, BytesByClass bytes) {
    Element details = parent.appendElement("details");
    details.appendElement("summary").text("Every class of " + bytes.benchmark());
    Element html = Tables.scrolling(details, "Allocated bytes of " + bytes.benchmark());
    Tables.caption(html, bytes.benchmark(), "bytes per operation, " + bytes.run());
    Element head = html.appendElement("thead").appendElement("tr");
    Tables.sortable(Tables.head(head, "col", "class"));
    bytes
        .variants()
        .forEach(name -> Tables.sortable(Tables.head(head, "col", name).addClass("number")));
    Element body = html.appendElement("tbody");
    for (BytesByClass.Row row : bytes.rows()) {
      if (row.bytes().stream().allMatch(value -> value == 0)) {
        continue;
      }
      boolean changed = row.bytes().stream().distinct().count() > 1;
      Element line = Tables.row(body, bytes.benchmark() + " " + row.className(), changed);
      Tables.head(line, "row", row.className());
      row.bytes().forEach(value -> Tables.number(line, value, Numbers.bytes(value)));
    }
  }

  private static void heap(Element section, HeapCurve heap) {
    List<String> arms = heap.arms().stream().map(HeapCurve.Arm::variant).toList();
    Element figure = section.appendElement("figure").addClass("wide");
    Element caption = figure.appendElement("figcaption");
    caption.appendElement("bdi").text(heap.benchmark() + ", used heap in MiB by seconds");
    Tables.legend(caption, arms, arms);
    List<Curves.Curve> curves = new ArrayList<>();
    for (int arm = 0; arm < arms.size(); arm++) {
      curves.add(
          new Curves.Curve(
              arm,
              heap.arms().get(arm).levels().stream()
                  .map(
                      level ->
                          new Curves.Point(
                              level.seconds(), level.usedBytes() / MEBIBYTE, level.after()))
                  .toList()));
    }
    Label label =
        new Label(
            Anchor.of("heap-curve", heap.benchmark()),
            "Used heap over time, " + heap.benchmark(),
            "The number of collections of each arm stands below.");
    figure
        .appendElement("div")
        .addClass("scroll chart-scroll")
        .appendChild(CurveChart.of(new Curves(label, "s", "", curves)));
    Element html = Tables.scrolling(figure, "Collections of " + heap.benchmark());
    Tables.caption(html, heap.benchmark(), "what was recorded");
    Element head = html.appendElement("thead").appendElement("tr");
    Tables.head(head, "col", "arm");
    Tables.head(head, "col", "collections").addClass("number");
    Tables.head(head, "col", "live after, at most").addClass("number");
    Element body = html.appendElement("tbody");
    for (HeapCurve.Arm arm : heap.arms()) {
      Element line = body.appendElement("tr");
      Tables.head(line, "row", arm.variant());
      Tables.number(line, Long.toString(arm.collections()));
      double most =
          arm.levels().stream()
              .filter(HeapCurve.Level::after)
              .mapToDouble(HeapCurve.Level::usedBytes)
              .max()
              .orElse(0);
      Tables.number(line, most, Numbers.bytes(most) + " B");
    }
  }
}
