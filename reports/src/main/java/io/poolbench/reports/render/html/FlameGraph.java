package io.poolbench.reports.render.html;

import io.poolbench.reports.view.ProfileView.Frame;
import io.poolbench.reports.view.ProfileView.Graph;
import java.util.Locale;
import org.jsoup.nodes.Element;

/**
 * A tree of calls as an icicle: callers above, callees below, as wide as what they account for.
 * Against another profile each frame says what became of it by a sign, and by colour.
 */
final class FlameGraph {

  private static final int WHOLE = 1120;

  /** Two of them stand beside each other. */
  private static final int HALF = 540;

  /** The style sheet makes frames one lower. */
  private static final int ROW = 17;

  private static final int DEEPEST = 70;

  /** The average width of the font's letters. */
  private static final double LETTER = 6.7;

  /** A change of less than a tenth is noise in most profiles. */
  private static final double SAME = 0.1;

  private final Graph graph;
  private final String unit;
  private final double total;
  private final int size;

  private FlameGraph(Graph graph, String unit, int size) {
    this.graph = graph;
    this.unit = unit;
    this.size = size;
    total = graph.root().width();
  }

  /**
   * Appends the picture, or nothing for a profile without samples.
   *
   * @param id of the figure
   * @param beside whether another one stands beside it
   */
  static void append(Element parent, Graph graph, String unit, String id, boolean beside) {
    if (graph.root().width() > 0) {
      new FlameGraph(graph, unit, beside ? HALF : WHOLE).draw(parent, id);
    }
  }

  private void draw(Element parent, String id) {
    int depth = Math.min(DEEPEST, depth(graph.root()));
    Element figure = parent.appendElement("figure").addClass("flame").id(id);
    figure.appendElement("figcaption").appendElement("bdi").text(graph.title());
    Element svg =
        figure
            .appendElement("svg")
            .attr("xmlns", "http://www.w3.org/2000/svg")
            .attr("viewBox", "0 0 %d %d".formatted(size, depth * ROW))
            .attr("role", "img")
            .attr("aria-label", "Flame graph of %s: %s".formatted(unit, graph.title()));
    frame(svg, graph.root(), 0, 0);
  }

  private static int depth(Frame frame) {
    return 1 + frame.callees().stream().mapToInt(FlameGraph::depth).max().orElse(0);
  }

  private void frame(Element svg, Frame frame, double from, int depth) {
    if (depth >= DEEPEST) {
      return;
    }
    double width = frame.width() / total * size;
    Element group = svg.appendElement("g").addClass(change(frame));
    group.appendElement("title").text(words(frame));
    group
        .appendElement("rect")
        .attr("x", number(from))
        .attr("y", String.valueOf(depth * ROW))
        .attr("width", number(width));
    int letters = (int) ((width - 4) / LETTER);
    String label = sign(frame) + shortName(frame.method());
    if (letters >= 3) {
      group
          .appendElement("text")
          .attr("x", number(from + 2))
          .attr("y", String.valueOf(depth * ROW + 12))
          .text(label.length() <= letters ? label : label.substring(0, letters - 1) + "…");
    }
    double start = from;
    for (Frame callee : frame.callees()) {
      frame(svg, callee, start, depth + 1);
      start += callee.width() / total * size;
    }
  }

  private String change(Frame frame) {
    double ratio = frame.other() / frame.value();
    return switch (graph.compared()) {
      case NOT -> "plain";
      case WITH_OTHER ->
          ratio == 0 ? "only" : ratio < 1 - SAME ? "more" : ratio > 1 + SAME ? "less" : "same";
      case AS_DIFFERENCE ->
          frame.value() == 0
              ? "gone"
              : ratio == 0
                  ? "only"
                  : ratio < 1 - SAME ? "more" : ratio > 1 + SAME ? "less" : "same";
    };
  }

  private String sign(Frame frame) {
    return switch (change(frame)) {
      case "only" -> "✚ ";
      case "gone" -> "✖ ";
      case "more" -> "▲ ";
      case "less" -> "▼ ";
      default -> "";
    };
  }

  /** Says what a frame accounts for, in shares of this graph's whole. */
  private String words(Frame frame) {
    return switch (graph.compared()) {
      case NOT -> frame.method() + ": " + share(frame.value());
      case WITH_OTHER ->
          frame.method() + ": " + share(frame.value()) + ", other " + share(frame.other());
      case AS_DIFFERENCE ->
          frame.method() + ": from " + whole(frame.other()) + " to " + whole(frame.value());
    };
  }

  private static String whole(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
  }

  private String share(double value) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * value / total);
  }

  /** {@code Type.method} of {@code a.b.Type.method}. */
  private static String shortName(String method) {
    int name = method.lastIndexOf('.');
    int type = method.lastIndexOf('.', name - 1);
    return method.substring(type + 1);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
