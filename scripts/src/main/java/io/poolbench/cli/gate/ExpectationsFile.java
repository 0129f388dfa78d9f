package io.poolbench.cli.gate;

import io.poolbench.reports.gate.Expectation;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.unit.Decimals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Expectations as lines of a file under version control, sorted, so that a diff can be read. */
final class ExpectationsFile {

  private static final String HEAD =
      "# Savings that must not be lost: in one run, variant / base stays at most as large as said,"
          + "\n# and bytes stay at most 1.25 times what they were after the change, and 64 B."
          + "\n# Written by 'poolbench accept RUN'; judged by 'poolbench gate --expectations'.\n";

  private static final String COLUMNS = "benchmark,unit,base,variant,ratio,most,after";

  private static final Pattern FIELD = Pattern.compile("(?:\"((?:[^\"]|\"\")*+)\"|([^,\"]*+)),");

  private ExpectationsFile() {}

  static void write(Path file, List<Expectation> expectations) {
    StringBuilder text = new StringBuilder(HEAD).append(COLUMNS).append('\n');
    expectations.stream()
        .map(
            e ->
                Stream.of(
                        e.benchmark(),
                        e.unit(),
                        e.base(),
                        e.variant(),
                        Decimals.fixed(e.ratio(), 4),
                        Decimals.fixed(e.most(), 2),
                        e.after().isPresent() ? Decimals.fixed(e.after().getAsDouble(), 0) : "")
                    .map(ExpectationsFile::quoted)
                    .collect(Collectors.joining(",")))
        .sorted(Comparator.naturalOrder())
        .forEach(line -> text.append(line).append('\n'));
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new InputException(
          file.toString(), "cannot be written: " + e, "a writable file", "name another");
    }
  }

  /** Where a comma, a quote or a sign of comment would be taken for one. */
  private static String quoted(String field) {
    return field.matches("[^,\"#][^,\"]*+|") ? field : '"' + field.replace("\"", "\"\"") + '"';
  }

  /**
   * The fields of a line.
   *
   * @return other than six where the line is none of ours
   */
  private static List<String> fields(String line) {
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

  static List<Expectation> read(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file);
    } catch (IOException e) {
      throw new InputException(
          file.toString(),
          Files.exists(file) ? "cannot be read: " + e : "no such file",
          "expectations",
          "make them with 'poolbench accept RUN'");
    }
    List<Expectation> expectations = new ArrayList<>();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      if (!line.isBlank() && !line.startsWith("#") && !line.equals(COLUMNS)) {
        expectations.add(parse(file + ":" + number, line));
      }
    }
    if (expectations.isEmpty()) {
      throw new InputException(
          file.toString(), "no expectation", "lines of " + COLUMNS, "make them with accept");
    }
    return expectations;
  }

  private static Expectation parse(String where, String line) {
    List<String> fields = fields(line);
    try {
      if (fields.size() == 7) {
        return new Expectation(
            fields.get(0),
            fields.get(1),
            fields.get(2),
            fields.get(3),
            Double.parseDouble(fields.get(4)),
            Double.parseDouble(fields.get(5)),
            fields.get(6).isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Double.parseDouble(fields.get(6))));
      }
    } catch (NumberFormatException _) {
      // Told below.
    }
    throw new InputException(where, "'" + line + "'", COLUMNS, "mend it, or run accept again");
  }
}
