package io.poolbench.reports.render.html;

import java.math.BigDecimal;
import java.math.MathContext;

/** Numbers that no table of the model has spelled already. */
final class Numbers {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private Numbers() {}

  /** Writes four significant digits: 0.4321, 12.34, 1.234E-7. */
  static String significant(double value) {
    if (Double.isNaN(value)) {
      return "?";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "-∞";
    }
    BigDecimal rounded = BigDecimal.valueOf(value).round(FOUR_DIGITS).stripTrailingZeros();
    double size = Math.abs(value);
    return size == 0 || (size >= 1e-4 && size < 1e7) ? rounded.toPlainString() : rounded.toString();
  }

  /** Writes 0.05 as it is, 95 and not 95.0. */
  static String plain(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  /** Writes bytes with one digit behind the point at most. */
  static String bytes(double value) {
    BigDecimal rounded = BigDecimal.valueOf(Math.round(value * 10) / 10.0).stripTrailingZeros();
    return rounded.toPlainString();
  }
}
