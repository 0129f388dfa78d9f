package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.unit.BaseUnit;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * JMH's CSV ({@code -rf csv} and {@code scsv}). It holds no forks: each score is taken as one
 * sample.
 */
final class JmhCsv {

  private static final Pattern HEAD = Pattern.compile("\"?Benchmark\"?[,;]\"?Mode\"?[,;].*");
  private static final String PARAM = "Param: ";
  private static final String BENCHMARK = "Benchmark";

  private final String path;
  private final String label;
  private final Collector collector;
  private final char separator;
  private List<String> head;

  private JmhCsv(String path, String label, Collector collector, String head) {
    this.path = path;
    this.label = label;
    this.collector = collector;
    separator = head.charAt(head.indexOf("Mode") - (head.startsWith("\"") ? 2 : 1));
    this.head = fields(head);
  }

  /** Tells whether a line is the head of such a file. */
  static boolean isHead(String line) {
    return HEAD.matcher(line).matches();
  }

  static void read(InputStream stream, String path, String label, Collector collector)
      throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
    JmhCsv csv = new JmhCsv(path, label, collector, String.valueOf(lines.readLine()));
    int number = 1;
    int rows = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      // What several files were put together of has several heads.
      if (isHead(line)) {
        csv.head = csv.fields(line);
      } else if (!line.isBlank()) {
        csv.row(path + ":" + number, csv.fields(line));
        rows++;
      }
    }
    collector.find(
        path,
        "JMH's CSV holds no forks: %s scores are taken as one fork each; -rf json writes them all"
            .formatted(rows));
  }

  private void row(String where, List<String> fields) {
    if (fields.size() != head.size()) {
      throw new InputException(
          where,
          "found %s fields".formatted(fields.size()),
          "%s, as the head of %s has".formatted(head.size(), path),
          "check that the file is whole");
    }
    Map<String, String> row = new LinkedHashMap<>();
    for (int i = 0; i < head.size(); i++) {
      row.put(head.get(i), fields.get(i));
    }
    double score = number(where, row.getOrDefault("Score", ""));
    BaseUnit unit = BaseUnit.ofJmh(row.getOrDefault("Unit", ""));
    String written = row.getOrDefault(BENCHMARK, "");
    int colon = written.indexOf(':');
    String name = colon < 0 ? written : written.substring(0, colon);
    if (colon < 0 && unit.name().startsWith("op/")) {
      collector.describe(unit.name(), Better.HIGHER);
    }
    BaseUnit named =
        colon < 0
            ? unit
            : JmhJson.named(
                JmhLabel.of(
                        written.substring(colon + 1),
                        name.substring(name.lastIndexOf('.') + 1),
                        List.of())
                    .metric(),
                unit);
    if (!Double.isFinite(score)) {
      collector.find(where, "%s has no finite score; it is left out".formatted(written));
      return;
    }
    collector.add(
        new Measurement(
            benchmark(name, row),
            named.name(),
            row.getOrDefault("Unit", ""),
            score * named.factor()));
  }

  private Benchmark benchmark(String fullName, Map<String, String> row) {
    TreeMap<String, String> params = new TreeMap<>();
    row.forEach(
        (column, value) -> {
          if (column.startsWith(PARAM) && !value.isEmpty()) {
            params.put(column.substring(PARAM.length()), value);
          }
        });
    String threads = row.getOrDefault("Threads", "1");
    return JmhName.of(label, fullName, params, threads, row.getOrDefault("Mode", ""));
  }

  /** A German or French JVM has written a comma. */
  private static double number(String where, String text) {
    try {
      return Double.parseDouble(text.replace(',', '.').replace("\u00a0", ""));
    } catch (NumberFormatException _) {
      throw new InputException(
          where, "found the score '" + text + "'", "a number", "check that the file is whole");
    }
  }

  private List<String> fields(String line) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
        field.append(line.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == separator && !quoted) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return fields;
  }
}
