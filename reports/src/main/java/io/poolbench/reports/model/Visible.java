package io.poolbench.reports.model;

/**
 * Text that others wrote, as it may be shown: what would move the cursor, end the line or turn the
 * direction of the text is written out, as in {@code \u001b}, and so is what a CI runner takes for
 * a command. Whatever prints names asks here.
 */
public final class Visible {

  private static final int NONCHARACTER = 0xFFFE;

  private Visible() {}

  /** Returns a text as one line that may be shown. */
  public static String text(String text) {
    String line = escaped(text, false);
    if (line.startsWith("::", line.length() - line.stripLeading().length())) {
      line = line.replaceFirst("::", "\\\\u003a:");
    }
    return withoutCommands(line);
  }

  /** Older runners, and those of Azure, find these anywhere in a line. */
  private static String withoutCommands(String line) {
    return line.contains("##[") || line.contains("##vso[")
        ? line.replace("##[", "#\\u0023[").replace("##vso[", "#\\u0023vso[")
        : line;
  }

  /** Returns generated JSON in which what JSON's own rules let through is escaped. */
  public static String json(String json) {
    return withoutCommands(escaped(json, true));
  }

  private static String escaped(String text, boolean json) {
    int start = 0;
    while (start < text.length() && !isHidden(text.charAt(start), text, start, json)) {
      start++;
    }
    if (start == text.length()) {
      return text;
    }
    StringBuilder escaped = new StringBuilder(text.length() + 8).append(text, 0, start);
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isHidden(c, text, i, json)) {
        escaped.append(c);
      } else {
        switch (c) {
          case '\n' -> escaped.append("\\n");
          case '\r' -> escaped.append("\\r");
          case '\t' -> escaped.append("\\t");
          default -> escaped.append("\\u%04x".formatted((int) c));
        }
      }
    }
    return escaped.toString();
  }

  private static boolean isHidden(char c, String text, int at, boolean json) {
    if (c < ' ') {
      return !json || (c != '\n' && c != '\r' && c != '\t');
    }
    if (c < 0x7f) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      case Character.SURROGATE -> isHiddenSurrogate(c, text, at);
      default -> (c & NONCHARACTER) == NONCHARACTER;
    };
  }

  /** A half without its other one, or a half of what is hidden as a whole. */
  private static boolean isHiddenSurrogate(char c, String text, int at) {
    int start = Character.isLowSurrogate(c) ? at - 1 : at;
    if (start < 0
        || start + 1 >= text.length()
        || !Character.isSurrogatePair(text.charAt(start), text.charAt(start + 1))) {
      return true;
    }
    int point = text.codePointAt(start);
    return Character.getType(point) == Character.FORMAT || (point & NONCHARACTER) == NONCHARACTER;
  }
}
