package io.poolbench.reports.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counters of benchmarks whose user says that they have one value for one code.
 *
 * @param counters which way each is better, by JMH's name of it
 */
public record Declared(Map<String, Better> counters) {

  /** Endings of a counter's unit in a run: per operation, or the sum of its events. */
  private static final List<String> FORMS = List.of("/op", "-events");

  public Declared {
    counters = Map.copyOf(counters);
  }

  /** Returns the same results, of which these metrics are exact and have a direction. */
  public ResultSet apply(ResultSet results) {
    Map<String, Metric> metrics = new LinkedHashMap<>(results.metrics());
    metrics.replaceAll(
        (unit, metric) ->
            better(unit).map(better -> new Metric(unit, better, Assumption.EXACT)).orElse(metric));
    return new ResultSet(
        results.measurements(), metrics, results.runs(), results.origins(), results.findings());
  }

  private Optional<Better> better(String unit) {
    return FORMS.stream()
        .filter(unit::endsWith)
        .flatMap(form -> Optional.ofNullable(counters.get(name(unit, form))).stream())
        .findFirst();
  }

  private static String name(String unit, String form) {
    return unit.substring(0, unit.length() - form.length());
  }

  /** Returns the units that a counter can have in a fork. */
  public static List<String> units(String counter) {
    return FORMS.stream().map(form -> counter + form).toList();
  }

  /** Returns the counters of which there is no unit, in alphabetical order. */
  public List<String> missing(Set<String> units) {
    return counters.keySet().stream()
        .filter(counter -> units(counter).stream().noneMatch(units::contains))
        .sorted()
        .toList();
  }
}
