package io.poolbench.reports.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that was read from all inputs of one report.
 *
 * @param measurements in order of first appearance; a benchmark may have several of one metric
 * @param metrics by base unit; every unit of a measurement is there
 * @param runs one for every input that is a poolbench run directory
 * @param origins one for every other input that says how it was made
 * @param findings what was wrong with the inputs without making them unreadable
 */
public record ResultSet(
    List<Measurement> measurements,
    Map<String, Metric> metrics,
    List<StoredRun> runs,
    List<Origin> origins,
    List<Finding> findings) {

  public ResultSet {
    measurements = Collections.unmodifiableList(measurements);
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    runs = List.copyOf(runs);
    origins = List.copyOf(origins);
    findings = List.copyOf(findings);
  }

  /** Makes results of which nothing is known beside them and their runs. */
  public ResultSet(
      List<Measurement> measurements,
      Map<String, Metric> metrics,
      List<StoredRun> runs,
      List<Finding> findings) {
    this(measurements, metrics, runs, List.of(), findings);
  }
}
