package io.poolbench.reports.render.chart;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.Range;

/**
 * An axis of ratios that is labelled with the change in percent. Its coordinate is the decimal
 * logarithm, on which a half and a double lie equally far from no change. Not JFreeChart's LogAxis:
 * that one labels powers alone.
 */
final class RatioAxis extends NumberAxis {
  private static final double[] IN_A_DECADE = {1, 2, 5};
  private static final int LINE_HEIGHT = 20;
  private static final int LABEL_GAP = 14;

  /** Below this every ratio looks alike; its number stands in the table. */
  private static final double SMALLEST = 1e-5;

  /** The gap between nothing and the smallest ratio, as a share of the rest of the axis. */
  private static final double GAP = 0.25;

  /** The error of computing with decimal fractions. */
  private static final double ROUNDING = 1e-9;

  private final List<Double> ratios;

  /** The place of ratios close to 0, which has no logarithm; NaN where no value is so small. */
  private final double nothing;

  /**
   * Spans all values and no change, and ends at ticks: what stands beyond the last one cannot be
   * read.
   *
   * @param values ratios, at least 0
   */
  RatioAxis(List<Double> values) {
    List<Double> positive = values.stream().filter(value -> value >= SMALLEST).toList();
    double low = positive.stream().min(Double::compare).orElse(1.0);
    double high = positive.stream().max(Double::compare).orElse(1.0);
    ratios = ticks(Math.min(low, 1), Math.max(high, 1));
    double from = coordinate(ratios.getFirst());
    double to = coordinate(ratios.getLast());
    nothing =
        positive.size() < values.size() ? from - Math.max(GAP * (to - from), 0.1) : Double.NaN;
    double start = Double.isNaN(nothing) ? from : nothing;
    double margin = Math.max(0.04 * (to - start), 0.002);
    ValueAxis.style(this, new Range(start - margin, to + margin));
  }

  /** Returns where a ratio stands, on this axis alone. */
  double place(double ratio) {
    return ratio < SMALLEST ? nothing : coordinate(ratio);
  }

  private static double coordinate(double ratio) {
    return Math.log10(ratio);
  }

  @Override
  public List<NumberTick> refreshTicks(
      Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
    boolean horizontal = RectangleEdge.isTopOrBottom(edge);
    TextAnchor anchor = horizontal ? TextAnchor.TOP_CENTER : TextAnchor.CENTER_RIGHT;
    List<NumberTick> ticks = new ArrayList<>();
    double free = Double.NEGATIVE_INFINITY;
    // No change always has its tick, so the others give way to it.
    double one = valueToJava2D(0, area, edge);
    double half = extent("0%", horizontal) / 2;
    if (!Double.isNaN(nothing)) {
      String text = "-100%";
      double place = valueToJava2D(nothing, area, edge);
      ticks.add(new NumberTick(nothing, text, anchor, TextAnchor.CENTER, 0));
      free = (horizontal ? place : -place) + extent(text, horizontal) / 2;
      free += horizontal ? LABEL_GAP : 0;
    }
    for (double ratio : ratios) {
      String text = percent(ratio);
      double place = valueToJava2D(coordinate(ratio), area, edge);
      double reach = extent(text, horizontal) / 2;
      double forward = horizontal ? place : -place;
      boolean first = ratio == 1;
      boolean touchesOne =
          !first && Math.abs(place - one) < reach + half + (horizontal ? LABEL_GAP : 0);
      if (!touchesOne && (first || forward - reach >= free)) {
        ticks.add(new NumberTick(coordinate(ratio), text, anchor, TextAnchor.CENTER, 0));
        free = forward + reach + (horizontal ? LABEL_GAP : 0);
      }
    }
    return ticks;
  }

  private static double extent(String text, boolean horizontal) {
    return horizontal ? ValueAxis.FONT.width(text) : LINE_HEIGHT;
  }

  /**
   * Ratios that hold the range, ascending: 1, 2 and 5 of each decade, or whole percents when close.
   *
   * @param low at most 1
   * @param high at least 1
   */
  private static List<Double> ticks(double low, double high) {
    List<Double> ratios = new ArrayList<>();
    double step = ValueAxis.step(Math.max((high - low) / 6, 0.001));
    long first = (long) Math.floor((low - 1) / step + ROUNDING);
    if (high / low < 4 && 1 + first * step > low / 2) {
      for (long i = first; i <= Math.ceil((high - 1) / step - ROUNDING); i++) {
        ratios.add(i == 0 ? 1.0 : 1 + i * step);
      }
      return ratios;
    }
    for (int decade = (int) Math.floor(Math.log10(low)); ; decade++) {
      for (double digit : IN_A_DECADE) {
        double ratio = decade == 0 && digit == 1 ? 1 : digit * Math.pow(10, decade);
        if (ratio * (1 + ROUNDING) < low) {
          ratios.clear();
        }
        ratios.add(ratio);
        if (ratio * (1 + ROUNDING) >= high) {
          return ratios;
        }
      }
    }
  }

  /** Writes the change in percent, down to -99.999%, as the tables do. */
  private static String percent(double ratio) {
    double percent = 100 * (ratio - 1);
    DecimalFormat format = new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMaximumFractionDigits(ratio < 1 ? Math.max(1, (int) -Math.log10(ratio)) : 1);
    format.setPositivePrefix(ratio > 1 ? "+" : "");
    return format.format(percent) + "%";
  }
}
