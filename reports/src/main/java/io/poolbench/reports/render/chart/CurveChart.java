package io.poolbench.reports.render.chart;

import io.poolbench.reports.render.chart.Curves.Curve;
import io.poolbench.reports.render.chart.Curves.Point;
import java.awt.BasicStroke;
import java.util.List;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jsoup.nodes.Element;

/** Draws {@link Curves}: time across, value up. */
public final class CurveChart {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 200;
  private static final int LABELS = 72;
  private static final int RIGHT = 28;
  private static final int AXIS = 24;

  private CurveChart() {}

  /** Returns the curves as an {@code <svg>} with a title and a description. */
  public static Element of(Curves curves) {
    List<Point> all = curves.curves().stream().flatMap(curve -> curve.points().stream()).toList();
    double last = all.stream().mapToDouble(Point::time).max().orElse(1);
    double high = all.stream().mapToDouble(Point::value).max().orElse(1);
    XYPlot plot = Drawing.plot(LABELS, RIGHT, AXIS);
    plot.setDomainAxis(
        ValueAxis.across(
            new Range(-0.01 * last, Math.max(1e-3, 1.02 * last)),
            curves.across(),
            WIDTH - LABELS - RIGHT));
    plot.setRangeAxis(ValueAxis.up(new Range(0, 1.08 * high), curves.up(), HEIGHT - AXIS));
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(Ink.GRID);
    plot.setRangeGridlineStroke(new BasicStroke(1));
    curves.curves().forEach(curve -> add(plot, curve));
    return Drawing.svg(plot, curves.label(), WIDTH, HEIGHT);
  }

  private static void add(XYPlot plot, Curve curve) {
    XYSeries line = new XYSeries("line", false);
    XYSeries marks = new XYSeries("marks", false);
    for (Point point : curve.points()) {
      line.add(point.time(), point.value());
      if (point.marked()) {
        marks.add(point.time(), point.value());
      }
    }
    XYLineAndShapeRenderer lines = new XYLineAndShapeRenderer(true, false);
    lines.setSeriesPaint(0, Ink.ofArm(curve.arm()));
    lines.setSeriesStroke(0, new BasicStroke(1));
    add(plot, line, lines);
    XYLineAndShapeRenderer shapes = new XYLineAndShapeRenderer(false, true);
    shapes.setSeriesPaint(0, Ink.ofArm(curve.arm()));
    shapes.setSeriesShape(0, Marker.ofArm(curve.arm()).shape(3));
    shapes.setDrawOutlines(false);
    add(plot, marks, shapes);
  }

  private static void add(XYPlot plot, XYSeries series, XYLineAndShapeRenderer renderer) {
    int index = plot.getDatasetCount();
    plot.setDataset(index, new XYSeriesCollection(series));
    plot.setRenderer(index, renderer);
  }
}
