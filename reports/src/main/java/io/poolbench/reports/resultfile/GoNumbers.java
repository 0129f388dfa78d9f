package io.poolbench.reports.resultfile;

import java.util.Locale;
import java.util.regex.Pattern;

/** Reads numbers as Go writes them; what Go refuses is refused. */
final class GoNumbers {

  private static final long LARGEST_MANTISSA = 1L << 53;
  private static final double[] TENS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  /** Matches the underscore that Go allows between digits. */
  private static final Pattern SEPARATOR = Pattern.compile("(?<=[0-9])_(?=[0-9])");

  /** Matches the same in a hexadecimal number, where Go allows it behind {@code 0x} too. */
  private static final Pattern HEXADECIMAL_SEPARATOR =
      Pattern.compile("(?<=[0-9a-fA-FxX])_(?=[0-9a-fA-F])");

  private GoNumbers() {}

  /** Tells why a field is no number that can be used; the text is the message of the finding. */
  static final class Malformed extends Exception {

    private static final long serialVersionUID = 1;

    Malformed(String message) {
      super(message, null, false, false);
    }
  }

  /** Parses a finite double. */
  static double parseDouble(Fields field) throws Malformed {
    byte[] bytes = field.bytes();
    long mantissa = 0;
    int point = -1;
    for (int i = field.from(); i < field.to(); i++) {
      int digit = bytes[i] - '0';
      if (bytes[i] == '.' && point < 0) {
        point = i;
      } else if (digit >= 0 && digit <= 9 && mantissa < LARGEST_MANTISSA / 10 - 1) {
        mantissa = mantissa * 10 + digit;
      } else {
        return parseAnyDouble(field.text());
      }
    }
    int decimals = point < 0 ? 0 : field.to() - 1 - point;
    if (decimals >= TENS.length || field.to() - field.from() < (point < 0 ? 1 : 2)) {
      return parseAnyDouble(field.text());
    }
    // Both are exact doubles, so the quotient is the correctly rounded value.
    return mantissa / TENS[decimals];
  }

  private static double parseAnyDouble(String text) throws Malformed {
    String unsigned = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    switch (unsigned.toLowerCase(Locale.ROOT)) {
      case "inf", "infinity", "nan" -> throw new Malformed("not finite: " + text);
      default -> {}
    }
    // Java would take a type suffix, as in 1f; a hexadecimal number ends in its decimal exponent.
    if (unsigned.isEmpty() || Character.isLetter(unsigned.charAt(unsigned.length() - 1))) {
      throw new Malformed("invalid syntax");
    }
    Pattern separator =
        unsigned.toLowerCase(Locale.ROOT).startsWith("0x") ? HEXADECIMAL_SEPARATOR : SEPARATOR;
    double value;
    try {
      // What is left of wrong separators is no number for Java either.
      value = Double.parseDouble(separator.matcher(text).replaceAll(""));
    } catch (NumberFormatException _) {
      throw new Malformed("invalid syntax");
    }
    if (Double.isInfinite(value)) {
      throw new Malformed("value out of range");
    }
    return value;
  }

  /** Checks a count of iterations, which nothing needs. */
  static void checkLong(Fields field) throws Malformed {
    byte[] bytes = field.bytes();
    int from = field.from();
    if (bytes[from] == '-' || bytes[from] == '+') {
      from++;
    }
    boolean digits = from < field.to();
    for (int i = from; i < field.to(); i++) {
      digits &= bytes[i] >= '0' && bytes[i] <= '9';
    }
    if (!digits) {
      throw new Malformed("invalid syntax");
    }
    if (field.to() - from >= 19) {
      try {
        Long.parseLong(field.text());
      } catch (NumberFormatException _) {
        throw new Malformed("value out of range");
      }
    }
  }
}
