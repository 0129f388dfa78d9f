package io.poolbench.reports.resultfile;

import java.nio.charset.StandardCharsets;

/** The fields of one line, divided by runs of white space. */
final class Fields {

  private byte[] bytes = {};
  private int from;
  private int to;
  private int limit;

  /** Begins before the first field of a line, at {@code start}. */
  void begin(byte[] line, int start, int end) {
    bytes = line;
    from = start;
    to = start;
    limit = end;
  }

  /** Moves on to the next field, which is empty at the end of the line. */
  boolean next() {
    from = to;
    for (int width = spaceAt(from); width > 0; width = spaceAt(from)) {
      from += width;
    }
    to = from;
    while (to < limit && spaceAt(to) == 0) {
      to++;
    }
    return from < to;
  }

  /** Takes all up to the next white space, which may be nothing. */
  void nextAdjacent() {
    from = to;
    while (to < limit && spaceAt(to) == 0) {
      to++;
    }
  }

  boolean atEnd() {
    return to == limit;
  }

  byte[] bytes() {
    return bytes;
  }

  int from() {
    return from;
  }

  int to() {
    return to;
  }

  boolean is(String text) {
    if (to - from != text.length()) {
      return to - from > text.length() && text().equals(text);
    }
    for (int i = 0; i < text.length(); i++) {
      if (bytes[from + i] != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  String text() {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** Width in bytes of the white space at a position, 0 if there is none. */
  private int spaceAt(int i) {
    if (i >= limit) {
      return 0;
    }
    int b = bytes[i];
    if (b >= 0) {
      return b == ' ' || (b >= '\t' && b <= '\r') ? 1 : 0;
    }
    return unicodeSpaceAt(i);
  }

  private int unicodeSpaceAt(int i) {
    int width = (bytes[i] & 0xE0) == 0xC0 ? 2 : (bytes[i] & 0xF0) == 0xE0 ? 3 : 0;
    if (width == 0 || i + width > limit) {
      return 0;
    }
    int c = new String(bytes, i, width, StandardCharsets.UTF_8).codePointAt(0);
    boolean space = Character.isSpaceChar(c) || c == 0x85;
    return space ? width : 0;
  }
}
