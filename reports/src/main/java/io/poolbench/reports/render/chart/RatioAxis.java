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

  /**
   * @param low the smallest ratio, positive
   * @param high the largest ratio
   */
  RatioAxis(double low, double high) {
    double from = coordinate(Math.min(low, 1));
    double to = coordinate(Math.max(high, 1));
    double margin = Math.max(0.04 * (to - from), 0.002);
    ValueAxis.style(this, new Range(from - margin, to + margin));
  }

  static double coordinate(double ratio) {
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
    for (double ratio : candidates()) {
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

  /** Ratios in the range, ascending: 1, 2 and 5 of each decade, or whole percents when close. */
  private List<Double> candidates() {
    double low = Math.pow(10, getRange().getLowerBound());
    double high = Math.pow(10, getRange().getUpperBound());
    List<Double> ratios = new ArrayList<>();
    if (high / low < 4) {
      double step = ValueAxis.step((high - low) / 6);
      for (long i = (long) Math.ceil((low - 1) / step); 1 + i * step <= high; i++) {
        ratios.add(i == 0 ? 1.0 : 1 + i * step);
      }
      return ratios;
    }
    for (int decade = (int) Math.floor(Math.log10(low)); Math.pow(10, decade) <= high; decade++) {
      for (double digit : IN_A_DECADE) {
        double ratio = decade == 0 && digit == 1 ? 1 : digit * Math.pow(10, decade);
        if (ratio >= low && ratio <= high) {
          ratios.add(ratio);
        }
      }
    }
    return ratios;
  }

  /** Down to -99.999%, as the tables write it. */
  private static String percent(double ratio) {
    double percent = 100 * (ratio - 1);
    DecimalFormat format = new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMaximumFractionDigits(ratio < 1 ? Math.max(1, (int) -Math.log10(ratio)) : 1);
    format.setPositivePrefix(ratio > 1 ? "+" : "");
    return format.format(percent) + "%";
  }
}
