package io.poolbench.reports.render.chart;

import java.awt.BasicStroke;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.Range;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jsoup.nodes.Element;

/**
 * Draws center, interval and every fork of each arm of one benchmark, arms above each other on one
 * axis.
 */
public final class StripChart {
  /** The width of the text column of a phone, so that labels are never scaled below 11 px. */
  private static final int WIDTH = 344;

  private static final int LABELS = 64;
  private static final int RIGHT = 30;
  private static final int AXIS = 24;
  private static final int LANE = 46;
  private static final PortableFont FONT = ValueAxis.FONT;
  private static final BasicStroke HAIRLINE = new BasicStroke(1);

  private StripChart() {}

  /** Returns the panel as an {@code <svg>} with a title and a description. */
  public static Element of(Panel panel) {
    int height = AXIS + LANE * panel.lanes().size();
    return Drawing.svg(plot(panel), panel.label(), WIDTH, height);
  }

  /** Returns the same for counts: forks of one value, which are one mode, lie above each other. */
  public static Element ofCounts(Panel panel) {
    XYPlot plot = axes(panel);
    for (int lane = 0; lane < panel.lanes().size(); lane++) {
      Lane values = panel.lanes().get(lane);
      double floor = panel.lanes().size() - 1.0 - lane - 0.3;
      Map<Double, Integer> stacked = new HashMap<>();
      XYIntervalSeries forks = new XYIntervalSeries("forks");
      double apart = Math.min(0.1, 0.7 / Math.max(1, values.samples().size()));
      for (double x : values.samples()) {
        double y = floor + apart * (stacked.merge(x, 1, Integer::sum) - 1);
        forks.add(x, x, x, y, y, y);
      }
      add(plot, lane, forks, renderer(values.arm(), 2.5, false));
    }
    return Drawing.svg(plot, panel.label(), WIDTH, AXIS + LANE * panel.lanes().size());
  }

  private static XYPlot plot(Panel panel) {
    XYPlot plot = axes(panel);
    for (int lane = 0; lane < panel.lanes().size(); lane++) {
      addLane(plot, lane, panel);
    }
    return plot;
  }

  private static XYPlot axes(Panel panel) {
    XYPlot plot = Drawing.plot(LABELS, RIGHT, AXIS);
    plot.setDomainAxis(valueAxis(panel));
    plot.setDomainAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    plot.setRangeAxis(laneAxis(panel.lanes()));
    plot.setDomainGridlinePaint(Ink.GRID);
    plot.setDomainGridlineStroke(HAIRLINE);
    plot.setRangeGridlinesVisible(false);
    return plot;
  }

  private static NumberAxis valueAxis(Panel panel) {
    Range range = range(panel.lanes());
    return ValueAxis.across(range, "", WIDTH - LABELS - RIGHT);
  }

  /** Ranges from zero, unless all values lie so close that zero would hide how they differ. */
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
    return ValueAxis.range(low, high);
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

  /** Cuts a label to what fits beside the lane; the full one stands in the table. */
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
    add(plot, 2 * lane, center, renderer(values.arm(), 5, interval));

    XYIntervalSeries forks = new XYIntervalSeries("forks");
    int n = values.samples().size();
    for (int fork = 0; fork < n; fork++) {
      double x = values.samples().get(fork);
      double below = y - 0.08 - 0.28 * (fork + 0.5) / n;
      forks.add(x, x, x, below, below, below);
    }
    add(plot, 2 * lane + 1, forks, renderer(values.arm(), 2, false));
  }

  private static void add(
      XYPlot plot, int index, XYIntervalSeries series, XYErrorRenderer renderer) {
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(series);
    plot.setDataset(index, data);
    plot.setRenderer(index, renderer);
  }

  private static XYErrorRenderer renderer(int arm, double radius, boolean interval) {
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawYError(false);
    renderer.setDrawXError(interval);
    renderer.setCapLength(8);
    renderer.setErrorStroke(new BasicStroke(2));
    renderer.setDrawOutlines(false);
    renderer.setSeriesPaint(0, Ink.ofArm(arm));
    renderer.setSeriesShape(0, Marker.ofArm(arm).shape(radius));
    return renderer;
  }
}
