package io.poolbench.reports.unit;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes doubles as decimal text, the same in every locale. */
public final class Decimals {

  private static final double[] TENS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10};
  private static final double EXACT_INTEGERS = 0x1p52;
  private static final int FIRST_EXPONENT = 6;

  private Decimals() {}

  /**
   * Writes the finite value with this many digits after the point, rounded from its exact value,
   * ties to even. Not {@code String.format}: that rounds half up, from the shortest decimal, in the
   * digits of the default locale.
   */
  public static String fixed(double value, int decimals) {
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    double size = Math.abs(value);
    if (decimals >= TENS.length || size * TENS[decimals] >= EXACT_INTEGERS) {
      BigDecimal exact = new BigDecimal(size);
      return sign + exact.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }
    String digits = Long.toString(roundedProduct(size, TENS[decimals]));
    if (decimals == 0) {
      return sign + digits;
    }
    digits = "0".repeat(Math.max(0, decimals + 1 - digits.length())) + digits;
    int point = digits.length() - decimals;
    return sign + digits.substring(0, point) + '.' + digits.substring(point);
  }

  /** Writes as {@link #fixed} does, with a plus before what is not negative. */
  public static String signed(double value, int decimals) {
    String text = fixed(value, decimals);
    return text.startsWith("-") ? text : '+' + text;
  }

  /**
   * {@code a * b} rounded to an integer as if the product were exact: what the multiplication
   * rounds off decides the ties.
   */
  private static long roundedProduct(double a, double b) {
    double product = a * b;
    double roundedOff = Math.fma(a, b, -product);
    double integer = Math.rint(product);
    double rest = product - integer;
    if (rest == 0.5 && roundedOff > 0) {
      integer++;
    } else if (rest == -0.5 && roundedOff < 0) {
      integer--;
    }
    return (long) integer;
  }

  /**
   * Writes the shortest decimal that reads back as the value, as Go does: {@code 1.5e-07} outside
   * of 1e-4 to 1e6.
   */
  public static String shortest(double value) {
    if (value == 0) {
      return Double.doubleToRawLongBits(value) < 0 ? "-0" : "0";
    }
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale() - 1;
    if (exponent >= -4 && exponent < FIRST_EXPONENT) {
      return decimal.toPlainString();
    }
    String digits = decimal.unscaledValue().abs().toString();
    String fraction = digits.length() == 1 ? "" : '.' + digits.substring(1);
    String size = Integer.toString(Math.abs(exponent));
    return (value < 0 ? "-" : "")
        + digits.charAt(0)
        + fraction
        + (exponent < 0 ? "e-" : "e+")
        + (size.length() == 1 ? "0" : "")
        + size;
  }
}
