package io.poolbench.reports.unit;

/**
 * The one prefix and number of decimals with which a row of numbers is written, so that they can be
 * compared at a glance.
 *
 * @param decimals digits after the point
 * @param factor what one prefix stands for
 * @param prefix {@code T} to {@code n}, {@code Ti} to {@code Ki}, or empty
 */
public record Scale(int decimals, double factor, String prefix) {

  private static final Scale UNSCALED = new Scale(3, 1, "");
  private static final int MOST_DECIMALS = 10;

  // Parsed from text, not computed: a bound must be the double at which printing starts to round.
  private static final Step[] DECIMAL = {
    new Step(1e12, "T", 99.995e12, 9.9995e12, .99995e12),
    new Step(1e9, "G", 99.995e9, 9.9995e9, .99995e9),
    new Step(1e6, "M", 99.995e6, 9.9995e6, .99995e6),
    new Step(1e3, "k", 99.995e3, 9.9995e3, .99995e3),
    new Step(1, "", 99.995, 9.9995, .99995),
    new Step(1e-3, "m", 99.995e-3, 9.9995e-3, .99995e-3),
    new Step(1e-6, "µ", 99.995e-6, 9.9995e-6, .99995e-6),
    new Step(1e-9, "n", 99.995e-9, 9.9995e-9, .99995e-9),
  };

  private static final Step[] BINARY = {
    Step.binary(0x1p40, "Ti"),
    Step.binary(0x1p30, "Gi"),
    Step.binary(0x1p20, "Mi"),
    Step.binary(0x1p10, "Ki"),
    Step.binary(1, ""),
  };

  /** Lower bounds of what is written with 4, 5, ... decimals: one zero more after the point. */
  private static final double[] SMALL = {
    9.9995e-1, 9.9995e-2, 9.9995e-3, 9.9995e-4, 9.9995e-5, 9.9995e-6, 9.9995e-7,
  };

  /**
   * Returns the scale at which the value nearest to zero still shows three significant digits.
   *
   * @param values in one base unit; zeros have no say
   * @param binary whether they are bytes
   */
  public static Scale common(Iterable<Double> values, boolean binary) {
    double smallest = 0;
    for (double value : values) {
      double size = Math.abs(value);
      if (size != 0 && (smallest == 0 || size < smallest)) {
        smallest = size;
      }
    }
    return smallest == 0 ? UNSCALED : of(smallest, binary ? BINARY : DECIMAL);
  }

  private static Scale of(double smallest, Step[] steps) {
    for (Step step : steps) {
      if (smallest >= step.units) {
        int decimals = smallest >= step.hundreds ? 1 : smallest >= step.tens ? 2 : 3;
        return new Scale(decimals, step.factor, step.prefix);
      }
    }
    Step last = steps[steps.length - 1];
    int decimals = 3;
    for (double bound : SMALL) {
      if (smallest / last.factor >= bound) {
        return new Scale(decimals, last.factor, last.prefix);
      }
      decimals++;
    }
    return new Scale(MOST_DECIMALS, last.factor, last.prefix);
  }

  /** Writes the value in this scale, as in {@code 1.718µ}. */
  public String format(double value) {
    return Decimals.fixed(value / factor, decimals) + prefix;
  }

  /** The values from which on a prefix shows 1, 2 or 3 decimals. */
  private record Step(double factor, String prefix, double hundreds, double tens, double units) {

    static Step binary(double factor, String prefix) {
      return new Step(factor, prefix, 99.995 * factor, 9.9995 * factor, .99995 * factor);
    }
  }
}
