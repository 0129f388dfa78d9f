package io.poolbench.reports.render.html;

import static io.poolbench.reports.render.html.Svg.element;
import static io.poolbench.reports.render.html.Svg.number;

import io.poolbench.reports.view.BytesByClass;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;

/** Bytes by class as stacked bars, variants below each other on one scale. */
final class ClassBars {
  private static final int WIDTH = 720;
  private static final int LABELS = 84;
  private static final int TOTALS = 72;
  private static final int ROW = 30;
  private static final int BAR = 22;

  /** Colours that can still be told apart. */
  private static final int MOST = 7;

  private static final double LETTER = 6.6;

  private final BytesByClass bytes;
  private final String id;
  private final List<BytesByClass.Row> shown;
  private final double scale;

  private ClassBars(BytesByClass bytes, String what) {
    this.bytes = bytes;
    id = id(what, bytes.benchmark());
    shown = shown(bytes);
    double most = bytes.totals().stream().mapToDouble(total -> total).max().orElse(0);
    scale = most > 0 ? (WIDTH - LABELS - TOTALS) / most : 0;
  }

  /** The largest in any variant first: the eye compares them from the left. */
  private static List<BytesByClass.Row> shown(BytesByClass bytes) {
    return bytes.rows().stream()
        .filter(row -> most(row) > 0)
        .sorted(Comparator.comparingDouble(row -> -most(row)))
        .limit(MOST)
        .toList();
  }

  private static double most(BytesByClass.Row row) {
    return row.bytes().stream().mapToDouble(value -> value).max().orElse(0);
  }

  private static String id(String what, String benchmark) {
    return Anchor.of(what, benchmark);
  }

  /**
   * Appends a figure, to which its table belongs; where there are no bytes, only the table does.
   *
   * @param what the bytes are, as in {@code allocated}; part of the bars' identifiers
   * @return where the table belongs
   */
  static Element append(Element parent, BytesByClass bytes, String what) {
    ClassBars bars = new ClassBars(bytes, what);
    if (bars.scale <= 0) {
      return parent;
    }
    Element figure = parent.appendElement("figure").addClass("wide classes");
    Element caption = figure.appendElement("figcaption");
    caption.appendElement("bdi").text(bytes.benchmark() + ", bytes " + what + " by class");
    bars.legend(caption);
    figure.appendElement("div").addClass("scroll chart-scroll").appendChild(bars.svg(what));
    return figure;
  }

  /** Returns the identifiers of the bars that classes have in a figure. */
  static Set<String> bars(BytesByClass bytes, String what) {
    Set<String> bars = new LinkedHashSet<>();
    shown(bytes).forEach(row -> bars.add(bar(what, bytes.benchmark(), row.className())));
    return bars;
  }

  /** Returns the identifier that the bar of a class has, where it has one. */
  static String bar(String what, String benchmark, String className) {
    return id(what, benchmark) + "." + Anchor.of("class", className);
  }

  private void legend(Element caption) {
    Element legend = caption.appendElement("span").addClass("arms");
    for (int i = 0; i < shown.size(); i++) {
      Element entry = legend.appendElement("span");
      entry.appendElement("span").addClass("class-" + i).attr("aria-hidden", "true").text("■");
      entry.appendText("\u00a0");
      entry.appendElement("bdi").text(shown.get(i).className());
    }
    if (others() > 0) {
      legend.appendElement("span").addClass("muted").text("□\u00a0" + others() + " other classes");
    }
  }

  private long others() {
    return bytes.rows().stream().filter(row -> most(row) > 0).count() - shown.size();
  }

  private Element svg(String what) {
    int height = ROW * bytes.variants().size();
    Element svg =
        element("svg")
            .attr("class", "chart")
            .attr("role", "img")
            .attr("aria-labelledby", id + "-title " + id + "-desc");
    svg.attributes().put("viewBox", "0 0 " + WIDTH + " " + height);
    svg.appendChild(
        element("title")
            .id(id + "-title")
            .text("Bytes " + what + " by class, " + bytes.benchmark()));
    svg.appendChild(element("desc").id(id + "-desc").text(description()));
    for (int arm = 0; arm < bytes.variants().size(); arm++) {
      row(svg, arm);
    }
    return svg;
  }

  private String description() {
    StringBuilder text = new StringBuilder();
    for (int arm = 0; arm < bytes.variants().size(); arm++) {
      text.append(bytes.variants().get(arm))
          .append(": ")
          .append(Numbers.bytes(bytes.totals().get(arm)));
      for (BytesByClass.Row row : shown) {
        text.append(", ")
            .append(row.className())
            .append(' ')
            .append(Numbers.bytes(row.bytes().get(arm)));
      }
      text.append(". ");
    }
    return text.toString().strip();
  }

  private void row(Element svg, int arm) {
    double top = ROW * arm + (ROW - BAR) / 2.0;
    double middle = ROW * (arm + 0.5);
    svg.appendChild(text(LABELS - 10, middle, "end", bytes.variants().get(arm)));
    double x = LABELS;
    double rest = bytes.totals().get(arm);
    for (int i = 0; i < shown.size(); i++) {
      double value = shown.get(i).bytes().get(arm);
      rest -= value;
      x = segment(svg, arm, x, top, value, "class-" + i, shown.get(i));
    }
    if (rest * scale >= 0.5) {
      double width = rest * scale;
      Element group = element("g");
      group.appendChild(element("title").text("other classes: " + Numbers.bytes(rest) + " bytes"));
      group.appendChild(rectangle(x, top, width).attr("class", "class-other"));
      svg.appendChild(group);
      x += width;
    }
    svg.appendChild(
        text(x + 8, middle, "start", Numbers.bytes(bytes.totals().get(arm)) + "\u00a0B"));
  }

  private double segment(
      Element svg,
      int arm,
      double x,
      double top,
      double value,
      String color,
      BytesByClass.Row row) {
    double width = value * scale;
    if (width <= 0) {
      return x;
    }
    Element group = element("g");
    if (row.bytes().indexOf(most(row)) == arm) {
      String benchmark = bytes.benchmark();
      group.id(id + "." + Anchor.of("class", row.className()));
      group.attr("data-bytes", Double.toString(value)).attr("data-of", benchmark);
    }
    group.appendChild(
        element("title").text(row.className() + ": " + Numbers.bytes(value) + " bytes"));
    group.appendChild(rectangle(x, top, width).attr("class", color));
    String name = row.className().substring(row.className().lastIndexOf('.') + 1);
    int letters = (int) ((width - 8) / LETTER);
    if (name.length() <= letters) {
      group.appendChild(text(x + 4, top + BAR / 2.0, "start", name).attr("class", "on-" + color));
    }
    svg.appendChild(group);
    return x + width;
  }

  private static Element rectangle(double x, double y, double width) {
    return element("rect")
        .attr("x", number(x))
        .attr("y", number(y))
        .attr("width", number(width))
        .attr("height", Integer.toString(BAR));
  }

  private static Element text(double x, double middle, String anchor, String text) {
    return element("text")
        .attr("x", number(x))
        .attr("y", number(middle))
        .attr("dominant-baseline", "central")
        .attr("text-anchor", anchor)
        .attr("fill", "currentColor")
        .text(text);
  }
}
