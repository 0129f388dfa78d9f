package io.poolbench.reports.gate;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The forks of one run by benchmark, metric and variant.
 *
 * @param places each with the forks of its variants, in the run's order
 * @param metrics by unit
 */
public record Arms(
    Map<Place, SequencedMap<String, List<Double>>> places, Map<String, Metric> metrics) {

  private static final Pattern VARIANT = Pattern.compile("(.*)/variant=(.+?)(-\\d+)?");

  /** One metric of one benchmark, whatever the variant. */
  public record Place(String benchmark, String unit) {}

  /** The arms of results that have variants; others are left out. */
  public static Arms of(ResultSet results) {
    Map<Place, SequencedMap<String, List<Double>>> places = new LinkedHashMap<>();
    for (Measurement measurement : results.measurements()) {
      Matcher name = VARIANT.matcher(measurement.benchmark().name());
      if (name.matches()) {
        places
            .computeIfAbsent(
                new Place(name.group(1), measurement.unit()), _ -> new LinkedHashMap<>())
            .computeIfAbsent(name.group(2), _ -> new ArrayList<>())
            .add(measurement.value());
      }
    }
    return new Arms(places, results.metrics());
  }

  Better better(String unit) {
    Metric metric = metrics.get(unit);
    return metric == null ? Better.UNKNOWN : metric.better();
  }
}
