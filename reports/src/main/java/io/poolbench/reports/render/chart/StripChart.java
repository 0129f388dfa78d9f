package io.poolbench.reports.render.chart;

import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.NumberTickUnitSource;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.Range;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * Center, interval and every fork of each arm of one benchmark, arms above each other on one axis.
 */
public final class StripChart {
  /** As wide as the text column of a phone, so that its labels are never scaled below 11 px. */
  private static final int WIDTH = 344;

  private static final int LABELS = 64;
  private static final int RIGHT = 30;
  private static final int AXIS = 24;
  private static final int LANE = 46;
  private static final int LABEL_GAP = 16;
  private static final PortableFont FONT = new PortableFont(12);
  private static final BasicStroke HAIRLINE = new BasicStroke(1);

  private StripChart() {}

  /** The panel as an {@code <svg>} with a title and a description. */
  public static Element of(Panel panel) {
    int height = AXIS + LANE * panel.lanes().size();
    JFreeChart chart = new JFreeChart(null, null, plot(panel), false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    SvgCanvas canvas = new SvgCanvas();
    chart.draw(canvas, new Rectangle2D.Double(0, 0, WIDTH, height));

    Element svg =
        svg("svg")
            .attr("class", "chart")
            .attr("role", "img")
            .attr("aria-labelledby", panel.id() + "-title " + panel.id() + "-desc");
    svg.attributes().put("viewBox", "0 0 " + WIDTH + " " + height);
    svg.appendChild(svg("title").id(panel.id() + "-title").text(panel.title()));
    svg.appendChild(svg("desc").id(panel.id() + "-desc").text(panel.description()));
    svg.appendChild(canvas.drawing());
    return svg;
  }

  private static Element svg(String name) {
    return new Element(name, Parser.NamespaceSvg);
  }

  private static XYPlot plot(Panel panel) {
    XYPlot plot = new XYPlot();
    plot.setDomainAxis(valueAxis(panel));
    plot.setDomainAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    plot.setRangeAxis(laneAxis(panel.lanes()));
    plot.setBackgroundPaint(null);
    plot.setOutlineVisible(false);
    plot.setInsets(RectangleInsets.ZERO_INSETS);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setDomainGridlinePaint(Ink.GRID);
    plot.setDomainGridlineStroke(HAIRLINE);
    plot.setRangeGridlinesVisible(false);
    plot.setFixedRangeAxisSpace(space(0, LABELS, RIGHT));
    plot.setFixedDomainAxisSpace(space(AXIS, 0, 0));
    for (int lane = 0; lane < panel.lanes().size(); lane++) {
      addLane(plot, lane, panel);
    }
    return plot;
  }

  private static AxisSpace space(double bottom, double left, double right) {
    AxisSpace space = new AxisSpace();
    space.setBottom(bottom);
    space.setLeft(left);
    space.setRight(right);
    return space;
  }

  private static NumberAxis valueAxis(Panel panel) {
    Range range = range(panel.lanes());
    NumberAxis axis = new NumberAxis();
    axis.setRange(range);
    axis.setTickUnit(tickUnit(range, panel.unit()));
    axis.setTickLabelFont(FONT);
    axis.setTickLabelPaint(Ink.TEXT);
    axis.setTickMarksVisible(false);
    axis.setAxisLinePaint(Ink.GRID);
    return axis;
  }

  /** The finest of the steps 1, 2, 5 whose labels do not touch. */
  private static NumberTickUnit tickUnit(Range range, String unit) {
    for (int ticks = 4; ; ticks--) {
      double step = step(range.getLength() / ticks);
      NumberFormat format = format(step, unit);
      double widest =
          Math.max(
              FONT.width(format.format(range.getLowerBound())),
              FONT.width(format.format(range.getUpperBound())));
      double distance = step / range.getLength() * (WIDTH - LABELS - RIGHT);
      if (ticks == 2 || widest + LABEL_GAP <= distance) {
        return new NumberTickUnit(step, format);
      }
    }
  }

  private static double step(double atLeast) {
    return new NumberTickUnitSource().getCeilingTickUnit(atLeast).getSize();
  }

  private static NumberFormat format(double step, String unit) {
    DecimalFormat format = new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMaximumFractionDigits((int) Math.max(0, Math.ceil(-Math.log10(step))));
    format.setPositiveSuffix(unit.isEmpty() ? "" : "\u00a0" + unit);
    return format;
  }

  /** From zero, unless all values lie so close together that zero would hide how they differ. */
  static Range range(List<Lane> lanes) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (Lane lane : lanes) {
      low = Math.min(low, lane.center());
      high = Math.max(high, lane.center());
      for (double sample : lane.samples()) {
        low = Math.min(low, sample);
        high = Math.max(high, sample);
      }
      if (lane.hasInterval()) {
        low = Math.min(low, lane.low());
        high = Math.max(high, lane.high());
      }
    }
    if (low >= 0 && low < 0.7 * high) {
      return new Range(-0.03 * high, 1.05 * high);
    }
    double margin = high > low ? 0.1 * (high - low) : Math.max(Math.abs(high), 1) * 0.1;
    return new Range(low < 0 ? low - margin : Math.max(0, low - margin), high + margin);
  }

  private static SymbolAxis laneAxis(List<Lane> lanes) {
    String[] labels =
        lanes.reversed().stream().map(lane -> shorten(lane.label())).toArray(String[]::new);
    SymbolAxis axis = new SymbolAxis(null, labels);
    axis.setRange(-0.5, lanes.size() - 0.5);
    axis.setTickLabelFont(FONT);
    axis.setTickLabelPaint(Ink.TEXT);
    axis.setTickMarksVisible(false);
    axis.setGridBandsVisible(false);
    axis.setAxisLineVisible(false);
    return axis;
  }

  /** What fits beside the lane; the full label stands in the table. */
  private static String shorten(String label) {
    int[] characters = label.codePoints().toArray();
    return characters.length <= 8 ? label : new String(characters, 0, 7) + "…";
  }

  /** The forks lie below the interval, the first fork uppermost. */
  private static void addLane(XYPlot plot, int lane, Panel panel) {
    Lane values = panel.lanes().get(lane);
    double y = panel.lanes().size() - 1.0 - lane;
    double above = y + 0.16;
    boolean interval = values.hasInterval();
    XYIntervalSeries center = new XYIntervalSeries("center");
    center.add(
        values.center(),
        interval ? values.low() : values.center(),
        interval ? values.high() : values.center(),
        above,
        above,
        above);
    add(plot, 2 * lane, center, renderer(lane, 5, interval));

    XYIntervalSeries forks = new XYIntervalSeries("forks");
    int n = values.samples().size();
    for (int fork = 0; fork < n; fork++) {
      double x = values.samples().get(fork);
      double below = y - 0.08 - 0.28 * (fork + 0.5) / n;
      forks.add(x, x, x, below, below, below);
    }
    add(plot, 2 * lane + 1, forks, renderer(lane, 2, false));
  }

  private static void add(
      XYPlot plot, int index, XYIntervalSeries series, XYErrorRenderer renderer) {
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(series);
    plot.setDataset(index, data);
    plot.setRenderer(index, renderer);
  }

  private static XYErrorRenderer renderer(int lane, double radius, boolean interval) {
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawYError(false);
    renderer.setDrawXError(interval);
    renderer.setCapLength(8);
    renderer.setErrorStroke(new BasicStroke(2));
    renderer.setDrawOutlines(false);
    renderer.setSeriesPaint(0, Ink.ofLane(lane));
    renderer.setSeriesShape(0, Marker.ofLane(lane).shape(radius));
    return renderer;
  }
}
