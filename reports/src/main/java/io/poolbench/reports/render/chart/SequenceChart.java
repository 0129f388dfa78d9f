package io.poolbench.reports.render.chart;

import io.poolbench.reports.render.chart.Sequence.Point;
import java.awt.BasicStroke;
import java.util.List;
import java.util.TreeMap;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.Range;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.jsoup.nodes.Element;

/** Draws a {@link Sequence}: place in the run across, value up. */
public final class SequenceChart {
  private static final int LABELS = 56;
  private static final int RIGHT = 14;
  private static final int AXIS = 24;

  private SequenceChart() {}

  /** Draws the sequence as wide as the text column of a phone. */
  public static Element small(Sequence sequence) {
    return of(sequence, 344, 150, 3);
  }

  /** Draws the sequence as wide as a page. */
  public static Element large(Sequence sequence) {
    return of(sequence, 720, 300, 3.5);
  }

  private static Element of(Sequence sequence, int width, int height, double radius) {
    NumberAxis values = valueAxis(sequence, height - AXIS);
    double labels = Math.max(LABELS, ValueAxis.widest(values) + 12);
    XYPlot plot = Drawing.plot(labels, RIGHT, AXIS);
    plot.setDomainAxis(placeAxis(sequence, width - labels - RIGHT));
    plot.setRangeAxis(values);
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(Ink.GRID);
    plot.setRangeGridlineStroke(new BasicStroke(1));
    if (sequence.scale() instanceof AxisScale.Ratio) {
      plot.addRangeMarker(new ValueMarker(coordinate(values, 1), Ink.TEXT, new BasicStroke(1)));
    }
    TreeMap<Integer, XYSeries> arms = new TreeMap<>();
    for (Point point : sequence.points()) {
      arms.computeIfAbsent(point.arm(), XYSeries::new)
          .add(point.place(), coordinate(values, point.value()));
    }
    arms.forEach((arm, series) -> add(plot, arm, series, radius));
    return Drawing.svg(plot, sequence.label(), width, height);
  }

  private static void add(XYPlot plot, int arm, XYSeries series, double radius) {
    XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(false, true);
    renderer.setSeriesPaint(0, Ink.ofArm(arm));
    renderer.setSeriesShape(0, Marker.ofArm(arm).shape(radius));
    renderer.setDrawOutlines(false);
    int index = plot.getDatasetCount();
    plot.setDataset(index, new XYSeriesCollection(series));
    plot.setRenderer(index, renderer);
  }

  /** Places are counted from 1, so that there is no tick before it. */
  private static NumberAxis placeAxis(Sequence sequence, double width) {
    int first = sequence.points().stream().mapToInt(Point::place).min().orElse(1);
    int last = sequence.points().stream().mapToInt(Point::place).max().orElse(1);
    double margin = Math.max(0.5, 0.02 * (last - first));
    return ValueAxis.counted(new Range(Math.max(0.5, first - margin), last + margin), width);
  }

  private static NumberAxis valueAxis(Sequence sequence, double height) {
    List<Double> values = sequence.points().stream().map(Point::value).toList();
    return switch (sequence.scale()) {
      case AxisScale.Ratio() -> new RatioAxis(values);
      case AxisScale.Linear(String unit) -> {
        double low = values.stream().min(Double::compare).orElse(1.0);
        double high = values.stream().max(Double::compare).orElse(1.0);
        yield ValueAxis.up(ValueAxis.range(low, high), unit, height);
      }
    };
  }

  private static double coordinate(NumberAxis axis, double value) {
    return axis instanceof RatioAxis ratios ? ratios.place(value) : value;
  }
}
