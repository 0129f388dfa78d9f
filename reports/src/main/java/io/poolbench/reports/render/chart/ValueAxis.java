package io.poolbench.reports.render.chart;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Locale;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.NumberTickUnitSource;
import org.jfree.data.Range;

/** Makes axes of numbers: few ticks, at 1, 2 and 5, whose labels never touch. */
final class ValueAxis {
  static final PortableFont FONT = new PortableFont(12);

  private static final int LABEL_GAP = 16;
  private static final int LINE_HEIGHT = 28;

  private ValueAxis() {}

  /** Makes a horizontal axis, {@code width} user units long. */
  static NumberAxis across(Range range, String unit, double width) {
    for (int ticks = 4; ; ticks--) {
      double step = step(range.getLength() / ticks);
      NumberFormat format = format(step, unit);
      double widest =
          Math.max(
              FONT.width(format.format(range.getLowerBound())),
              FONT.width(format.format(range.getUpperBound())));
      double distance = step / range.getLength() * width;
      if (ticks == 2 || widest + LABEL_GAP <= distance) {
        return axis(range, new NumberTickUnit(step, format));
      }
    }
  }

  /** Makes a horizontal axis of places, which are counted: no tick stands between two of them. */
  static NumberAxis counted(Range range, double width) {
    NumberAxis axis = across(range, "", width);
    double step = Math.max(1, axis.getTickUnit().getSize());
    axis.setTickUnit(new NumberTickUnit(step, format(step, "")));
    return axis;
  }

  /** Makes a vertical axis, {@code height} user units long. */
  static NumberAxis up(Range range, String unit, double height) {
    double step = step(range.getLength() / Math.max(2, Math.floor(height / LINE_HEIGHT)));
    return axis(range, new NumberTickUnit(step, format(step, unit)));
  }

  /** Tells how wide the labels of an axis can be, in user units. */
  static double widest(NumberAxis axis) {
    if (axis instanceof RatioAxis) {
      return FONT.width("-99.999%");
    }
    Range range = axis.getRange();
    NumberTickUnit ticks = axis.getTickUnit();
    return Math.max(
        FONT.width(ticks.valueToString(range.getLowerBound())),
        FONT.width(ticks.valueToString(range.getUpperBound())));
  }

  private static NumberAxis axis(Range range, NumberTickUnit ticks) {
    NumberAxis axis = new NumberAxis();
    axis.setTickUnit(ticks);
    style(axis, range);
    return axis;
  }

  static void style(NumberAxis axis, Range range) {
    axis.setRange(range);
    axis.setTickLabelFont(FONT);
    axis.setTickLabelPaint(Ink.TEXT);
    axis.setTickMarksVisible(false);
    axis.setAxisLinePaint(Ink.GRID);
  }

  static double step(double atLeast) {
    return new NumberTickUnitSource().getCeilingTickUnit(atLeast).getSize();
  }

  private static NumberFormat format(double step, String unit) {
    DecimalFormat format = new DecimalFormat("0", DecimalFormatSymbols.getInstance(Locale.ROOT));
    format.setMaximumFractionDigits((int) Math.max(0, Math.ceil(-Math.log10(step))));
    format.setPositiveSuffix(unit.isEmpty() ? "" : "\u00a0" + unit);
    return format;
  }

  /** Ranges from zero, unless all values lie so close that zero would hide how they differ. */
  static Range range(double low, double high) {
    if (low >= 0 && low < 0.7 * high) {
      return new Range(-0.03 * high, 1.05 * high);
    }
    double margin = high > low ? 0.1 * (high - low) : Math.max(Math.abs(high), 1) * 0.1;
    return new Range(low < 0 ? low - margin : Math.max(0, low - margin), high + margin);
  }
}
