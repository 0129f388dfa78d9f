package io.poolbench.reports.compare;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes results by hand, and compares them as the command does unless it is told otherwise. */
final class Measured {

  private Measured() {}

  static Measurement in(String file, String name, double... values) {
    return in(file, name, Map.of(), "sec/op", values);
  }

  static Measurement in(
      String file, String name, Map<String, String> configuration, String unit, double... values) {
    return new Measurement(new Benchmark(file, name, configuration), unit, unit, values);
  }

  static ResultSet results(List<StoredRun> runs, Measurement... measurements) {
    Map<String, Metric> metrics = new TreeMap<>();
    for (Measurement measurement : measurements) {
      String unit = measurement.unit();
      metrics.put(unit, new Metric(unit, Better.LOWER, Assumption.SAMPLED));
    }
    return new ResultSet(List.of(measurements), metrics, runs, List.of());
  }

  static Comparisons compared(Measurement... measurements) {
    return compared(Grouping.of(".config", ".fullname", ".file", "", "*"), measurements);
  }

  static Comparisons compared(Grouping grouping, Measurement... measurements) {
    return Comparer.compare(results(List.of(), measurements), grouping, 0.05, 0.95);
  }

  static List<String> texts(List<Finding> findings) {
    return findings.stream().map(Finding::toString).toList();
  }
}
