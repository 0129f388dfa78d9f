package io.poolbench.cli.gate;

import io.poolbench.cli.shell.OutputFile;
import io.poolbench.reports.gate.AcceptedCounts;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.Quantity;
import io.poolbench.reports.unit.Decimals;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps accepted counts as lines of a file under version control, sorted, so that a diff can be
 * read.
 */
final class CountsFile {

  private static final String HEAD =
      """
      # What an operation allocates: 24x8 is 24 in eight forks, and 1x6 2x2 has two modes.
      # Written by 'poolbench accept RUN --counts FILE'; judged by 'poolbench gate --counts --baseline FILE'.
      """;

  private static final String SCHEMA = "poolbench-counts/1";
  private static final String COLUMNS = "benchmark,unit,forks";
  private static final Pattern MODE =
      Pattern.compile("(\\d{1,18}(?:\\.\\d{1,6})?)x([1-9]\\d{0,5})");
  private static final String MAKE = "make it with 'poolbench accept RUN --counts FILE'";
  private static final String REMEDY = "mend it, or accept a run again";

  private CountsFile() {}

  static void write(Path file, AcceptedCounts counts) {
    StringBuilder text = new StringBuilder(HEAD);
    text.append(CsvLine.of(SCHEMA, counts.jvm())).append('\n').append(COLUMNS).append('\n');
    for (AcceptedCounts.Row row : counts.rows()) {
      text.append(CsvLine.of(row.benchmark(), row.unit(), text(row.modes()))).append('\n');
    }
    OutputFile.write(file, text, "give another --counts FILE");
  }

  private static String text(Map<Double, Integer> modes) {
    return modes.entrySet().stream()
        .map(mode -> number(mode.getKey()) + "x" + mode.getValue())
        .collect(Collectors.joining(" "));
  }

  private static String number(double value) {
    return Decimals.fixed(value, 6).replaceFirst("\\.?0+$", "");
  }

  /**
   * Reads a baseline.
   *
   * @throws InputException for what is none, naming the line
   */
  static AcceptedCounts read(Path file) {
    String jvm = null;
    List<AcceptedCounts.Row> rows = new ArrayList<>();
    Set<List<String>> seen = new HashSet<>();
    for (CsvLine.Numbered each : CsvLine.read(file, "accepted counts", MAKE)) {
      String line = each.text();
      String where = each.where();
      if (jvm == null) {
        jvm = jvm(where, line);
      } else if (!line.equals(COLUMNS)) {
        AcceptedCounts.Row row = row(where, line);
        if (!seen.add(List.of(row.benchmark(), row.unit()))) {
          throw new InputException(
              where,
              "%s of %s a second time".formatted(row.unit(), row.benchmark()),
              "one line of each",
              "leave one of them out");
        }
        rows.add(row);
      }
    }
    if (jvm == null || rows.isEmpty()) {
      throw new InputException(
          file.toString(), "no counts", SCHEMA + " and lines of " + COLUMNS, MAKE);
    }
    return new AcceptedCounts(jvm, rows);
  }

  private static String jvm(String where, String line) {
    List<String> fields = CsvLine.fields(line);
    if (fields.size() != 2 || !fields.getFirst().equals(SCHEMA)) {
      throw new InputException(
          where,
          "'" + line + "'",
          SCHEMA + " and the JVM that counted",
          "use the poolbench that wrote it, or accept a run again");
    }
    return fields.get(1);
  }

  private static AcceptedCounts.Row row(String where, String line) {
    List<String> fields = CsvLine.fields(line);
    if (fields.size() != 3 || fields.get(0).isEmpty() || fields.get(1).isEmpty()) {
      throw new InputException(where, "'" + line + "'", COLUMNS, REMEDY);
    }
    if (Quantity.of(fields.get(1)).dependsOnClock()) {
      throw new InputException(
          where,
          fields.get(1) + ", which depends on the machine",
          "bytes, objects and what is declared exact",
          "leave the line out; 'poolbench gate --base REF' judges times");
    }
    return new AcceptedCounts.Row(fields.get(0), fields.get(1), modes(where, fields.get(2)));
  }

  private static NavigableMap<Double, Integer> modes(String where, String text) {
    NavigableMap<Double, Integer> modes = new TreeMap<>();
    for (String part : text.split(" ", -1)) {
      Matcher mode = MODE.matcher(part);
      if (!mode.matches()
          || modes.put(Double.valueOf(mode.group(1)), Integer.valueOf(mode.group(2))) != null) {
        throw new InputException(
            where, "'" + text + "'", "values and forks, as in 1x6 2x2", REMEDY);
      }
    }
    return modes;
  }
}
