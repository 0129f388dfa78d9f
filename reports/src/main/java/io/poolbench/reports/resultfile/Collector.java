package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Metric;
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

  private final List<Measurement> measurements = new ArrayList<>();
  private final List<Run> runs = new ArrayList<>();
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, Map<String, String>> unitMetadata = new HashMap<>();

  int size() {
    return measurements.size();
  }

  void add(Benchmark benchmark, String unit, String writtenUnit, double value) {
    measurements.add(new Measurement(benchmark, unit, writtenUnit, value));
  }

  void add(Run run) {
    runs.add(run);
  }

  void find(String where, String text) {
    findings.add(new Finding(where, text));
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

  ResultSet toResultSet() {
    Map<String, Metric> metrics = new LinkedHashMap<>();
    for (Measurement measurement : measurements) {
      metrics.computeIfAbsent(measurement.unit(), this::metric);
    }
    return new ResultSet(measurements, metrics, runs, findings);
  }

  private Metric metric(String unit) {
    Map<String, String> metadata = unitMetadata.getOrDefault(unit, Map.of());
    Assumption assumption =
        "exact".equals(metadata.get("assume")) ? Assumption.EXACT : Assumption.SAMPLED;
    return new Metric(unit, better(unit, metadata.get("better")), assumption);
  }

  /** Costs per operation or connection are better low, rates are better high. */
  private static Better better(String unit, @Nullable String declared) {
    if ("higher".equals(declared)) {
      return Better.HIGHER;
    }
    if ("lower".equals(declared) || unit.endsWith("op") || unit.endsWith("/conn")) {
      return Better.LOWER;
    }
    return unit.endsWith("/s") || unit.endsWith("/sec") ? Better.HIGHER : Better.UNKNOWN;
  }
}
