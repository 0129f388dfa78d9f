package io.poolbench.reports.resultfile;

import org.jspecify.annotations.Nullable;

/**
 * A line {@code key: value} of Go benchmark text.
 *
 * @param key begins with a lower-case letter and holds no upper-case letter and no white space
 * @param value as written, but for the blanks before it; empty to delete the key
 */
record ConfigurationLine(String key, String value) {

  /** Parses a line; null if it is none, as most lines of a log. */
  static @Nullable ConfigurationLine parse(String line) {
    int colon = keyLength(line);
    if (colon == 0) {
      return null;
    }
    int value = colon + 1;
    while (value < line.length() && (line.charAt(value) == ' ' || line.charAt(value) == '\t')) {
      value++;
    }
    boolean divided = value > colon + 1 || value == line.length();
    return divided ? new ConfigurationLine(line.substring(0, colon), line.substring(value)) : null;
  }

  private static int keyLength(String line) {
    for (int i = 0; i < line.length(); ) {
      int c = line.codePointAt(i);
      if (i == 0 ? !Character.isLowerCase(c) : isSpace(c) || Character.isUpperCase(c)) {
        return 0;
      }
      if (c == ':') {
        return i;
      }
      i += Character.charCount(c);
    }
    return 0;
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
  }
}
