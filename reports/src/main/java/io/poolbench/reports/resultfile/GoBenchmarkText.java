package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.resultfile.Numbers.Malformed;
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

  private final String path;
  private final String label;
  private final Collector collector;
  private final Fields fields = new Fields();
  private final Map<String, String> configuration = new LinkedHashMap<>();
  private final Map<String, Benchmark> benchmarks = new HashMap<>();
  private final List<WrittenUnit> units = new ArrayList<>();
  private double[] values = new double[8];
  private WrittenUnit[] valueUnits = new WrittenUnit[8];
  private int line;

  /** A unit as it stands in the file, with what it means. */
  private record WrittenUnit(String text, BaseUnit base) {}

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
    String name = fields.text();
    if (fields.atEnd()) {
      // Verbose test output names a benchmark on a line of its own before it runs.
      return;
    }
    if (!fields.next()) {
      throw new Malformed("missing iteration count");
    }
    explain("parsing iteration count: ", () -> Numbers.checkLong(fields));
    int count = 0;
    while (fields.next()) {
      reserve(count);
      int index = count;
      explain("parsing measurement: ", () -> values[index] = Numbers.parseDouble(fields));
      if (!fields.next()) {
        throw new Malformed("missing units");
      }
      valueUnits[count++] = unit();
    }
    if (count == 0) {
      throw new Malformed("missing measurements");
    }
    Benchmark benchmark =
        benchmarks.computeIfAbsent(name, _ -> new Benchmark(label, name, configuration));
    for (int i = 0; i < count; i++) {
      WrittenUnit unit = valueUnits[i];
      collector.add(benchmark, unit.base.name(), unit.text, values[i] * unit.base.factor());
    }
  }

  private interface Parse {
    void run() throws Malformed;
  }

  private static void explain(String what, Parse parse) throws Malformed {
    try {
      parse.run();
    } catch (Malformed e) {
      throw new Malformed(what + e.getMessage());
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
      String kept = collector.describe(unit.base.name(), key, value);
      if (!kept.equals(value)) {
        collector.find(
            where, "metadata %s of unit %s already set to %s".formatted(key, unit.text, kept));
      }
    }
  }

  private void readConfiguration(String text) {
    ConfigurationLine read = ConfigurationLine.parse(text);
    if (read == null) {
      return;
    }
    if (read.value().isEmpty()) {
      configuration.remove(read.key());
    } else {
      configuration.put(read.key(), read.value());
    }
    // The benchmarks so far keep the configuration that they were read under.
    benchmarks.clear();
  }
}
