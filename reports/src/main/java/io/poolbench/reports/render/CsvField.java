package io.poolbench.reports.render;

import io.poolbench.reports.model.Visible;
import java.util.regex.Pattern;

/** One field of comma-separated values. */
final class CsvField {

  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?%?");

  /** Beginnings of what a spreadsheet takes for a formula. */
  private static final String FORMULA = "=+-@";

  private CsvField() {}

  /** Returns the field as it is written; an apostrophe keeps spreadsheets from running it. */
  static String of(String text) {
    String field = Visible.text(text);
    boolean formula =
        field.length() > 1
            && FORMULA.indexOf(field.charAt(0)) >= 0
            && !NUMBER.matcher(field).matches();
    return quoted(formula ? "'" + field : field);
  }

  /** Quotes no more than Go's writer does. */
  private static String quoted(String field) {
    boolean plain =
        field.isEmpty()
            || (!field.equals("\\.")
                && !Character.isWhitespace(field.codePointAt(0))
                && field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r'));
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
