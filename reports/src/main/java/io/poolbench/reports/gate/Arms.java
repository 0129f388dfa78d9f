package io.poolbench.reports.gate;

import io.poolbench.reports.model.BenchmarkName;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Holds the forks of one run by benchmark, metric and variant.
 *
 * @param places each with the forks of its variants, in the run's order
 * @param metrics by unit
 */
public record Arms(
    Map<Place, SequencedMap<String, List<Double>>> places, Map<String, Metric> metrics) {

  /**
   * Names one metric of one benchmark, whatever the variant.
   *
   * @param benchmark a {@link BenchmarkName} as text
   */
  public record Place(String benchmark, String unit) {}

  /** Takes the arms of results that have variants; others are left out. */
  public static Arms of(ResultSet results) {
    Map<Place, SequencedMap<String, List<Double>>> places = new LinkedHashMap<>();
    for (Measurement measurement : results.measurements()) {
      BenchmarkName name = measurement.benchmark().name();
      if (!name.variant().isEmpty()) {
        List<Double> forks =
            places
                .computeIfAbsent(
                    new Place(name.withoutVariant().toString(), measurement.unit()),
                    _ -> new LinkedHashMap<>())
                .computeIfAbsent(name.variant(), _ -> new ArrayList<>());
        measurement.values().forEach(forks::add);
      }
    }
    return new Arms(places, results.metrics());
  }

  Better better(String unit) {
    Metric metric = metrics.get(unit);
    return metric == null ? Better.UNKNOWN : metric.better();
  }
}
