package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.resultfile.GoNumbers.Malformed;
import io.poolbench.reports.unit.BaseUnit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Go's benchmark format (golang.org/design/14313-benchmark-format), as {@code go test -bench}
 * writes it and benchstat reads it: result lines, {@code key: value} configuration, {@code Unit}
 * metadata; everything else is ignored. A malformed line is dropped whole and becomes a Finding.
 */
final class GoBenchmarkText {

  private static final byte[] BENCHMARK = "Benchmark".getBytes(StandardCharsets.US_ASCII);
  private static final String UNIT = "Unit";

  /** Values of a metric of one benchmark. */
  private static final int FEW = 5;

  private static final int MANY = 50;

  private final String path;
  private final String label;
  private final Collector collector;
  private final Fields fields = new Fields();
  private Map<String, String> configuration = new LinkedHashMap<>();
  private final List<Results> results = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final List<Values> found = new ArrayList<>();
  private final List<WrittenUnit> units = new ArrayList<>();
  private double[] values = new double[8];
  private WrittenUnit[] valueUnits = new WrittenUnit[8];
  private int line;

  /** Place of the last line's results. */
  private int place;

  /** A unit as it stands in the file, with what it means. */
  private record WrittenUnit(String text, BaseUnit base) {}

  /** The values of one benchmark so far, by unit. */
  private record Results(Benchmark benchmark, List<Values> values) {}

  /** The values of one metric of one benchmark so far. */
  private static final class Values {

    private final Benchmark benchmark;
    private final WrittenUnit unit;
    private double[] values;
    private int size;

    Values(Benchmark benchmark, WrittenUnit unit, int expected) {
      this.benchmark = benchmark;
      this.unit = unit;
      values = new double[expected];
    }

    void add(double value) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      values[size++] = value * unit.base.factor();
    }

    Measurement measurement() {
      return new Measurement(
          benchmark,
          unit.base.name(),
          unit.text,
          size == values.length ? values : Arrays.copyOf(values, size));
    }
  }

  private GoBenchmarkText(String path, String label, Collector collector) {
    this.path = path;
    this.label = label;
    this.collector = collector;
  }

  static void read(InputStream stream, String path, String label, Collector collector)
      throws IOException {
    GoBenchmarkText text = new GoBenchmarkText(path, label, collector);
    for (LineReader lines = new LineReader(stream); lines.next(); ) {
      text.line = lines.number();
      text.readLine(lines.buffer(), lines.start(), lines.end());
    }
    text.found.forEach(values -> collector.add(values.measurement()));
  }

  private void readLine(byte[] bytes, int start, int end) {
    if (startsWith(BENCHMARK, bytes, start, end)) {
      fields.begin(bytes, start + BENCHMARK.length, end);
      try {
        readResult();
      } catch (Malformed e) {
        collector.find(path + ":" + line, String.valueOf(e.getMessage()));
      }
      return;
    }
    fields.begin(bytes, start, end);
    fields.nextAdjacent();
    if (fields.is(UNIT)) {
      readUnitMetadata();
    } else {
      readConfiguration(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }
  }

  private static boolean startsWith(byte[] prefix, byte[] bytes, int start, int end) {
    if (end - start < prefix.length) {
      return false;
    }
    for (int i = 0; i < prefix.length; i++) {
      if (bytes[start + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private void readResult() throws Malformed {
    fields.nextAdjacent();
    if (fields.atEnd()) {
      // Verbose test output names a benchmark on a line of its own before it runs.
      return;
    }
    Results known = results();
    if (!fields.next()) {
      throw new Malformed("missing iteration count");
    }
    readIterations();
    int count = 0;
    while (fields.next()) {
      reserve(count);
      values[count] = readValue();
      if (!fields.next()) {
        throw new Malformed("missing units");
      }
      valueUnits[count++] = unit();
    }
    if (count == 0) {
      throw new Malformed("missing measurements");
    }
    for (int i = 0; i < count; i++) {
      values(known, valueUnits[i]).add(values[i]);
    }
  }

  /**
   * Returns the results of the benchmark that is named. A file has its benchmarks one after the
   * other, many lines of each or all of them in turns, so that hardly any line needs a string of
   * its name.
   */
  private Results results() {
    for (int guess = place; guess < Math.min(place + 2, results.size()); guess++) {
      if (fields.is(results.get(guess).benchmark.name().path())) {
        place = guess;
        return results.get(guess);
      }
    }
    place = places.computeIfAbsent(fields.text(), this::begin);
    return results.get(place);
  }

  private int begin(String name) {
    results.add(new Results(new Benchmark(label, name, configuration), new ArrayList<>()));
    return results.size() - 1;
  }

  private Values values(Results known, WrittenUnit unit) {
    for (Values values : known.values) {
      if (values.unit.text.equals(unit.text)) {
        return values;
      }
    }
    // As many as the last has, which in most files is right.
    int expected = found.isEmpty() ? FEW : Math.clamp(found.getLast().size, FEW, MANY);
    Values begun = new Values(known.benchmark, unit, expected);
    known.values.add(begun);
    found.add(begun);
    return begun;
  }

  private void readIterations() throws Malformed {
    try {
      GoNumbers.checkLong(fields);
    } catch (Malformed e) {
      throw new Malformed("parsing iteration count: " + e.getMessage());
    }
  }

  private double readValue() throws Malformed {
    try {
      return GoNumbers.parseDouble(fields);
    } catch (Malformed e) {
      throw new Malformed("parsing measurement: " + e.getMessage());
    }
  }

  private void reserve(int count) {
    if (count == values.length) {
      values = Arrays.copyOf(values, 2 * count);
      valueUnits = Arrays.copyOf(valueUnits, 2 * count);
    }
  }

  /** A file has few units and many values: looked up by bytes, so that no string is made. */
  private WrittenUnit unit() {
    for (WrittenUnit unit : units) {
      if (fields.is(unit.text)) {
        return unit;
      }
    }
    String text = fields.text();
    BaseUnit base = BaseUnit.of(text);
    WrittenUnit unit = new WrittenUnit(text, base);
    units.add(unit);
    return unit;
  }

  private void readUnitMetadata() {
    String where = path + ":" + line;
    if (!fields.next()) {
      collector.find(where, "missing unit");
      return;
    }
    WrittenUnit unit = unit();
    while (fields.next()) {
      String field = fields.text();
      int equals = field.indexOf('=');
      if (equals <= 0) {
        collector.find(where, "expected key=value");
        continue;
      }
      String key = field.substring(0, equals);
      String value = field.substring(equals + 1);
      collector.declare(where, unit.base.name(), unit.text, key, value);
    }
  }

  private void readConfiguration(String text) {
    ConfigurationLine read = ConfigurationLine.parse(text);
    if (read == null) {
      return;
    }
    // The benchmarks so far keep the configuration that they were read under.
    configuration = new LinkedHashMap<>(configuration);
    if (read.value().isEmpty()) {
      configuration.remove(read.key());
    } else {
      configuration.put(read.key(), read.value());
    }
    places.clear();
    results.clear();
  }
}
