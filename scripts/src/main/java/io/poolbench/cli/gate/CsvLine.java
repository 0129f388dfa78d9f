package io.poolbench.cli.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines of the files that one commits: fields between commas, quoted where they must be. */
final class CsvLine {

  private static final Pattern FIELD = Pattern.compile("(?:\"((?:[^\"]|\"\")*+)\"|([^,\"]*+)),");

  private CsvLine() {}

  static String of(String... fields) {
    return Stream.of(fields).map(CsvLine::quoted).collect(Collectors.joining(","));
  }

  /** Where a comma, a quote or a sign of comment would be taken for one. */
  private static String quoted(String field) {
    return field.matches("[^,\"#][^,\"]*+|") ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  /**
   * The fields of a line.
   *
   * @return none where the line is none of ours
   */
  static List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    Matcher field = FIELD.matcher(line + ",");
    int end = 0;
    while (field.find() && field.start() == end) {
      end = field.end();
      String inner = field.group(1);
      fields.add(inner == null ? field.group(2) : inner.replace("\"\"", "\""));
    }
    return end == line.length() + 1 ? fields : List.of();
  }
}
