package io.poolbench.reports.render.chart;

import java.awt.geom.Rectangle2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Turns a plot of JFreeChart into an {@code <svg>} that takes its colours from the page. */
final class Drawing {
  private Drawing() {}

  /** Makes a plot without any decoration of its own, whose data area has these margins. */
  static XYPlot plot(double left, double right, double bottom) {
    XYPlot plot = new XYPlot();
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    AxisSpace sides = new AxisSpace();
    sides.setLeft(left);
    sides.setRight(right);
    plot.setFixedRangeAxisSpace(sides);
    AxisSpace below = new AxisSpace();
    below.setBottom(bottom);
    plot.setFixedDomainAxisSpace(below);
    return plot;
  }

  /** Draws a plot, with a title and a description for screen readers. */
  static Element svg(XYPlot plot, Label label, int width, int height) {
    JFreeChart chart = new JFreeChart(null, null, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    SvgCanvas canvas = new SvgCanvas();
    chart.draw(canvas, new Rectangle2D.Double(0, 0, width, height));

    String title = label.id() + "-title";
    String description = label.id() + "-desc";
    Element svg =
        element("svg")
            .attr("class", "chart")
            .attr("role", "img")
            .attr("aria-labelledby", title + " " + description);
    svg.attributes().put("viewBox", "0 0 " + width + " " + height);
    svg.appendChild(element("title").id(title).text(label.title()));
    svg.appendChild(element("desc").id(description).text(label.description()));
    svg.appendChild(canvas.drawing());
    return svg;
  }

  /** Makes a text that the browser aligns: JFreeChart can only guess how wide a text is. */
  static Element textEndingAt(double x, double middle, String text) {
    return element("text")
        .attr("x", Double.toString(x))
        .attr("y", Double.toString(middle))
        .attr("dominant-baseline", "central")
        .attr("text-anchor", "end")
        .attr("fill", "currentColor")
        .text(text);
  }

  private static Element element(String name) {
    return new Element(name, Parser.NamespaceSvg);
  }
}
