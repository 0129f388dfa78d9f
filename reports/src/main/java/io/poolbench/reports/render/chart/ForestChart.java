package io.poolbench.reports.render.chart;

import io.poolbench.reports.render.chart.Forest.Mark;
import io.poolbench.reports.render.chart.Forest.Row;
import io.poolbench.reports.render.chart.Forest.Span;
import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.axis.AxisLocation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.Range;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;

/** Draws a {@link Forest}. */
public final class ForestChart {
  private static final int WIDTH = 720;
  private static final int LABELS = 232;
  private static final int RIGHT = 36;
  private static final int AXIS = 24;
  private static final int ROW = 22;
  private static final int MORE_PER_ARM = 8;
  private static final int LONGEST_NAME = 31;

  private final Forest forest;
  private final int arms;
  private final NumberAxis axis;

  private ForestChart(Forest forest) {
    this.forest = forest;
    arms = forest.rows().stream().mapToInt(row -> row.marks().size()).max().orElse(1);
    axis = valueAxis();
  }

  /** Returns the forest as an {@code <svg>} with a title and a description. */
  public static Element of(Forest forest) {
    ForestChart chart = new ForestChart(forest);
    int row = ROW + MORE_PER_ARM * (Math.max(1, chart.arms) - 1);
    int height = AXIS + row * forest.rows().size();
    Element svg = Drawing.svg(chart.plot(), forest.label(), WIDTH, height);
    for (int i = 0; i < forest.rows().size(); i++) {
      String name = shorten(forest.rows().get(i).name());
      svg.appendChild(Drawing.textEndingAt(LABELS - 12, row * (i + 0.5), name));
    }
    return svg;
  }

  private XYPlot plot() {
    XYPlot plot = Drawing.plot(LABELS, RIGHT, AXIS);
    plot.setDomainAxis(axis);
    plot.setDomainAxisLocation(AxisLocation.BOTTOM_OR_LEFT);
    plot.setRangeAxis(rowAxis());
    plot.setDomainGridlinePaint(Ink.GRID);
    plot.setDomainGridlineStroke(new BasicStroke(1));
    plot.setRangeGridlinesVisible(false);
    if (forest.scale() instanceof AxisScale.Ratio) {
      plot.addDomainMarker(new ValueMarker(coordinate(1), Ink.TEXT, new BasicStroke(1)));
    }
    addNoise(plot);
    for (int row = 0; row < forest.rows().size(); row++) {
      add(plot, forest.rows().get(row), forest.rows().size() - 1.0 - row);
    }
    return plot;
  }

  private NumberAxis valueAxis() {
    List<Double> values = values();
    return switch (forest.scale()) {
      case AxisScale.Ratio() -> new RatioAxis(values);
      case AxisScale.Linear(String unit) -> {
        double low = values.stream().min(Double::compare).orElse(1.0);
        double high = values.stream().max(Double::compare).orElse(1.0);
        Range range = ValueAxis.range(Math.min(0, low), high);
        yield ValueAxis.across(range, unit, WIDTH - LABELS - RIGHT);
      }
    };
  }

  private List<Double> values() {
    List<Double> values = new ArrayList<>();
    for (Row row : forest.rows()) {
      addSpan(values, row.noise());
      for (Mark mark : row.marks()) {
        values.add(mark.center());
        addSpan(values, mark.interval());
      }
    }
    return values;
  }

  private static void addSpan(List<Double> values, @Nullable Span span) {
    if (span != null) {
      values.add(span.low());
      values.add(span.high());
    }
  }

  private double coordinate(double value) {
    return axis instanceof RatioAxis ratios ? ratios.place(value) : value;
  }

  private NumberAxis rowAxis() {
    NumberAxis axis = new NumberAxis();
    axis.setRange(-0.5, forest.rows().size() - 0.5);
    axis.setTickLabelsVisible(false);
    axis.setTickMarksVisible(false);
    axis.setAxisLineVisible(false);
    return axis;
  }

  /** The end of a name tells benchmarks apart; the full name stands in the table. */
  private static String shorten(String name) {
    int[] characters = name.codePoints().toArray();
    return characters.length <= LONGEST_NAME
        ? name
        : "…" + new String(characters, characters.length - LONGEST_NAME + 1, LONGEST_NAME - 1);
  }

  /** Adds the noise behind everything else, where only the annotations of a renderer can be. */
  private void addNoise(XYPlot plot) {
    XYErrorRenderer behind = new XYErrorRenderer();
    for (int row = 0; row < forest.rows().size(); row++) {
      Span noise = forest.rows().get(row).noise();
      if (noise != null) {
        double y = forest.rows().size() - 1.0 - row;
        double from = coordinate(noise.low());
        double to = coordinate(noise.high());
        behind.addAnnotation(
            new XYBoxAnnotation(from, y - 0.4, to, y + 0.4, null, null, Ink.BAND),
            Layer.BACKGROUND);
      }
    }
    plot.setDataset(0, new XYIntervalSeriesCollection());
    plot.setRenderer(0, behind);
  }

  private void add(XYPlot plot, Row row, double y) {
    double apart = 0.7 / Math.max(1, arms);
    for (int i = 0; i < row.marks().size(); i++) {
      add(plot, row.marks().get(i), y + apart * ((row.marks().size() - 1) / 2.0 - i));
    }
  }

  private void add(XYPlot plot, Mark mark, double y) {
    XYIntervalSeries series = new XYIntervalSeries("mark");
    Span interval = mark.interval();
    double center = coordinate(mark.center());
    series.add(
        center,
        interval == null ? center : coordinate(interval.low()),
        interval == null ? center : coordinate(interval.high()),
        y,
        y,
        y);
    XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
    data.addSeries(series);
    XYErrorRenderer renderer = new XYErrorRenderer();
    renderer.setDrawYError(false);
    renderer.setDrawXError(interval != null);
    renderer.setCapLength(6);
    renderer.setErrorStroke(new BasicStroke(2));
    renderer.setDrawOutlines(!mark.sure());
    renderer.setSeriesShapesFilled(0, mark.sure());
    renderer.setSeriesOutlineStroke(0, new BasicStroke(1.5f));
    renderer.setSeriesPaint(0, Ink.ofArm(mark.arm()));
    renderer.setSeriesShape(0, Marker.ofArm(mark.arm()).shape(4.5));
    int index = plot.getDatasetCount();
    plot.setDataset(index, data);
    plot.setRenderer(index, renderer);
  }
}
