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
import io.poolbench.reports.model.Run;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gathers what the parsers of all inputs find. What a file says of a unit holds for all files. */
final class Collector {

  private static final String BETTER = "better";

  private final List<Measurement> measurements = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Map<String, String>> unitMetadata = new HashMap<>();
  private final Map<String, Map<BenchmarkName, Map<String, String>>> origins =
      new LinkedHashMap<>();

  int size() {
    return measurements.size();
  }

  void add(Measurement measurement) {
    measurements.add(measurement);
  }

  void add(Run run) {
    runs.add(run);
  }

  /** Keeps how a benchmark was measured; what a file says twice and differently is kept both. */
  void describe(Benchmark benchmark, Map<String, String> settings) {
    Map<String, String> kept =
        origins
            .computeIfAbsent(benchmark.file(), _ -> new LinkedHashMap<>())
            .computeIfAbsent(benchmark.name(), _ -> new LinkedHashMap<>());
    settings.forEach(
        (key, value) ->
            kept.merge(
                key,
                value,
                (a, b) -> List.of(a.split(Origin.AND, -1)).contains(b) ? a : a + Origin.AND + b));
  }

  void find(String where, String text) {
    findings.add(new Finding(where, text));
  }

  int findings() {
    return findings.size();
  }

  /** Returns the first finding from that number on, to be told where nothing else was found. */
  String finding(int from) {
    return findings.size() == from ? "" : ": " + findings.get(from).text();
  }

  /**
   * Keeps the first value of a key.
   *
   * @return the value that is kept
   */
  String describe(String unit, String key, String value) {
    String kept = unitMetadata.computeIfAbsent(unit, _ -> new HashMap<>()).putIfAbsent(key, value);
    return kept == null ? value : kept;
  }

  /** Keeps what a format itself says of a unit's direction, unless something was said before. */
  void describe(String unit, Better better) {
    describe(unit, BETTER, better == Better.HIGHER ? "higher" : "lower");
  }

  ResultSet toResultSet() {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    for (Measurement measurement : measurements) {
      metrics.computeIfAbsent(measurement.unit(), this::metric);
    }
    List<Origin> made = new ArrayList<>();
    origins.forEach((file, settings) -> made.add(new Origin(file, settings)));
    return new ResultSet(measurements, metrics, runs, made, findings);
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
