package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.BenchmarkName;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.Origin;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what the parser of one input finds. What any of them says of a unit holds for all, and is
 * settled when all are there, so that they can be read at the same time.
 */
final class Collector {

  private static final String BETTER = "better";

  private final List<Measurement> measurements = new ArrayList<>();
  private final List<StoredRun> runs = new ArrayList<>();

  /** Findings, and declarations that may become some. */
  private final List<Said> said = new ArrayList<>();

  /** Units of which the format itself told the direction. */
  private final Set<String> directed = new HashSet<>();

  private final Map<String, Map<String, String>> unitMetadata = new HashMap<>();
  private final Map<String, Map<BenchmarkName, Map<String, String>>> origins =
      new LinkedHashMap<>();

  private sealed interface Said {}

  private record Found(Finding finding) implements Said {}

  /**
   * A key of a unit, such as its direction.
   *
   * @param where it is said, or empty where nobody need know that something else was said before
   * @param written the unit as it stands there
   */
  private record Declared(String where, String unit, String written, String key, String value)
      implements Said {}

  boolean isEmpty() {
    return measurements.isEmpty();
  }

  void add(Measurement measurement) {
    measurements.add(measurement);
  }

  void add(StoredRun run) {
    runs.add(run);
  }

  /** Keeps how a benchmark was measured; what a file says twice and differently is kept both. */
  void describe(Benchmark benchmark, Map<String, String> settings) {
    describe(benchmark.file(), benchmark.name(), settings);
  }

  private void describe(String file, BenchmarkName benchmark, Map<String, String> settings) {
    Map<String, String> kept =
        origins
            .computeIfAbsent(file, _ -> new LinkedHashMap<>())
            .computeIfAbsent(benchmark, _ -> new LinkedHashMap<>());
    settings.forEach(
        (key, values) -> {
          for (String value : values.split(Origin.AND, -1)) {
            kept.merge(
                key,
                value,
                (a, b) -> List.of(a.split(Origin.AND, -1)).contains(b) ? a : a + Origin.AND + b);
          }
        });
  }

  void find(String where, String text) {
    said.add(new Found(new Finding(where, text)));
  }

  /** Returns the first finding, to be told where nothing else was found. */
  String firstFinding() {
    for (Said each : said) {
      if (each instanceof Found(Finding finding)) {
        return ": " + finding.text();
      }
    }
    return "";
  }

  /**
   * Keeps the first value of a key that any input says; another value is a finding.
   *
   * @param unit base unit, as in {@code sec/op}
   * @param written the unit as it stands there, as in {@code ns/op}
   */
  void declare(String where, String unit, String written, String key, String value) {
    said.add(new Declared(where, unit, written, key, value));
  }

  /** Keeps what a format itself says of a unit's direction, unless something was said before. */
  void describe(String unit, Better better) {
    if (directed.add(unit)) {
      declare("", unit, unit, BETTER, better == Better.HIGHER ? "higher" : "lower");
    }
  }

  /** Returns what several inputs hold, in their order. */
  static ResultSet together(List<Collector> inputs) {
    if (inputs.size() == 1) {
      return inputs.getFirst().toResultSet();
    }
    Collector all = new Collector();
    for (Collector input : inputs) {
      all.measurements.addAll(input.measurements);
      all.runs.addAll(input.runs);
      all.said.addAll(input.said);
      input.origins.forEach(
          (file, benchmarks) ->
              benchmarks.forEach((name, settings) -> all.describe(file, name, settings)));
    }
    return all.toResultSet();
  }

  ResultSet toResultSet() {
    List<Finding> findings = new ArrayList<>();
    for (Said each : said) {
      switch (each) {
        case Found(Finding finding) -> findings.add(finding);
        case Declared declared -> keep(declared).ifPresent(findings::add);
      }
    }
    Map<String, Metric> metrics = new LinkedHashMap<>();
    for (Measurement measurement : measurements) {
      metrics.computeIfAbsent(measurement.unit(), this::metric);
    }
    List<Origin> made = new ArrayList<>();
    origins.forEach((file, settings) -> made.add(new Origin(file, settings)));
    return new ResultSet(measurements, metrics, runs, made, findings);
  }

  private Optional<Finding> keep(Declared declared) {
    String kept =
        unitMetadata
            .computeIfAbsent(declared.unit, _ -> new HashMap<>())
            .computeIfAbsent(declared.key, _ -> declared.value);
    return kept.equals(declared.value) || declared.where.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                declared.where,
                "metadata %s of unit %s already set to %s"
                    .formatted(declared.key, declared.written, kept)));
  }

  private Metric metric(String unit) {
    Map<String, String> metadata = unitMetadata.getOrDefault(unit, Map.of());
    Assumption assumption =
        "exact".equals(metadata.get("assume")) ? Assumption.EXACT : Assumption.SAMPLED;
    return new Metric(unit, better(unit, metadata.get(BETTER)), assumption);
  }

  private static Better better(String unit, @Nullable String declared) {
    return switch (declared) {
      case "higher" -> Better.HIGHER;
      case "lower" -> Better.LOWER;
      case null, default -> Better.of(unit);
    };
  }
}
