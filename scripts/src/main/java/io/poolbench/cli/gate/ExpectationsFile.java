package io.poolbench.cli.gate;

import io.poolbench.cli.shell.OutputFile;
import io.poolbench.reports.gate.Expectation;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.unit.Decimals;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Keeps expectations as lines of a file under version control, sorted, so that a diff can be read.
 */
final class ExpectationsFile {

  private static final String HEAD =
      "# Savings that must not be lost: in one run, variant / base stays at most as large as said,"
          + "\n# and bytes stay at most 1.25 times what they were after the change, and 64 B."
          + "\n# Written by 'poolbench accept RUN'; judged by 'poolbench gate --expectations'.\n";

  private static final String COLUMNS = "benchmark,unit,base,variant,ratio,most,after";

  private ExpectationsFile() {}

  static void write(Path file, List<Expectation> expectations) {
    StringBuilder text = new StringBuilder(HEAD).append(COLUMNS).append('\n');
    expectations.stream()
        .map(
            e ->
                CsvLine.of(
                    e.benchmark(),
                    e.unit(),
                    e.base(),
                    e.variant(),
                    Decimals.fixed(e.ratio(), 4),
                    Decimals.fixed(e.most(), 2),
                    e.after().isPresent() ? Decimals.fixed(e.after().getAsDouble(), 0) : ""))
        .sorted(Comparator.naturalOrder())
        .forEach(line -> text.append(line).append('\n'));
    OutputFile.write(file, text, "give another --expectations FILE");
  }

  static List<Expectation> read(Path file) {
    List<Expectation> expectations =
        CsvLine.read(file, "expectations", "write it with 'poolbench accept RUN'").stream()
            .filter(line -> !line.text().equals(COLUMNS))
            .map(line -> parse(line.where(), line.text()))
            .toList();
    if (expectations.isEmpty()) {
      throw new InputException(
          file.toString(),
          "holds no expectation",
          "lines of " + COLUMNS,
          "write some with 'poolbench accept RUN'");
    }
    return expectations;
  }

  private static Expectation parse(String where, String line) {
    List<String> fields = CsvLine.fields(line);
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
    throw new InputException(
        where,
        "found '" + line + "'",
        COLUMNS,
        "correct the line, or write the file again with 'poolbench accept RUN'");
  }
}
