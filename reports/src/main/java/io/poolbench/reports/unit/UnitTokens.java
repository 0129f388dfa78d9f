package io.poolbench.reports.unit;

/**
 * Cuts a unit at {@code *}, {@code /}, {@code -} and blanks: {@code /} opens the denominator,
 * {@code *} closes it. A last empty token carries what separators remain at the end.
 */
final class UnitTokens {

  private final String unit;
  private int separatorsFrom;
  private int tokenFrom;
  private int end;
  private boolean denominator;

  UnitTokens(String unit) {
    this.unit = unit;
  }

  boolean next() {
    if (end == unit.length()) {
      return false;
    }
    separatorsFrom = end;
    tokenFrom = end;
    while (tokenFrom < unit.length() && isSeparator(unit.charAt(tokenFrom))) {
      switch (unit.charAt(tokenFrom++)) {
        case '/' -> denominator = true;
        case '*' -> denominator = false;
        default -> {}
      }
    }
    end = tokenFrom;
    while (end < unit.length() && !isSeparator(unit.charAt(end))) {
      end++;
    }
    return true;
  }

  String separators() {
    return unit.substring(separatorsFrom, tokenFrom);
  }

  String token() {
    return unit.substring(tokenFrom, end);
  }

  boolean denominator() {
    return denominator;
  }

  private static boolean isSeparator(char c) {
    return c == '*' || c == '/' || c == '-' || Character.isWhitespace(c);
  }
}
