package io.poolbench.reports.render.chart;

import java.util.Locale;

/**
 * Path data as SVG writes it, in half the characters: a page draws thousands of marks, and relative
 * coordinates of a mark are short and the same wherever it stands.
 */
final class PathData {

  private final StringBuilder out = new StringBuilder();
  private long x;
  private long y;

  private PathData() {}

  /**
   * Returns the same path, relative after its first point and rounded to hundredths.
   *
   * @param absolute commands M, L, Q, C and Z, each followed by its numbers, all divided by blanks
   */
  static String relative(String absolute) {
    PathData path = new PathData();
    String[] tokens = absolute.trim().split("(?<=[A-Z])(?! )|\\s+");
    int i = 0;
    while (i < tokens.length) {
      String command = tokens[i++];
      int points = points(command);
      if (points == 0) {
        path.out.append('z');
      } else {
        path.add(command, tokens, i, points);
        i += 2 * points;
      }
    }
    return path.out.toString();
  }

  private static int points(String command) {
    return switch (command) {
      case "M", "L" -> 1;
      case "Q" -> 2;
      case "C" -> 3;
      case "Z" -> 0;
      default -> throw new IllegalArgumentException("no path command that is drawn: " + command);
    };
  }

  private void add(String command, String[] tokens, int from, int points) {
    boolean move = command.equals("M");
    out.append(move ? command : command.toLowerCase(Locale.ROOT));
    long originX = move ? 0 : x;
    long originY = move ? 0 : y;
    for (int point = 0; point < points; point++) {
      x = hundredths(tokens[from + 2 * point]);
      y = hundredths(tokens[from + 2 * point + 1]);
      append(x - originX, point == 0);
      append(y - originY, false);
    }
  }

  private static long hundredths(String number) {
    return Math.round(100 * Double.parseDouble(number));
  }

  /** A minus sign divides as well as a blank does. */
  private void append(long hundredths, boolean first) {
    if (!first && hundredths >= 0) {
      out.append(' ');
    }
    if (hundredths < 0) {
      out.append('-');
    }
    long size = Math.abs(hundredths);
    long fraction = size % 100;
    if (size >= 100 || fraction == 0) {
      out.append(size / 100);
    }
    if (fraction != 0) {
      out.append('.').append(fraction / 10);
      if (fraction % 10 != 0) {
        out.append(fraction % 10);
      }
    }
  }
}
