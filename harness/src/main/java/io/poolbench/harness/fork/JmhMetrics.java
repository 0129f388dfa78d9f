package io.poolbench.harness.fork;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes one value per metric from one fork, out of JMH's JSON of any version. Times become {@code
 * ns/op} and throughput {@code op/sec}, whatever unit the benchmark has chosen.
 */
final class JmhMetrics {

  private static final Map<String, Double> NANOSECONDS =
      Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9, "min", 60e9, "hr", 3600e9, "day", 86400e9);

  private static final double A_SECOND = 1e9;

  /** Modes in which JMH makes a rate of a counter; others have percentiles of that unit. */
  private static final Set<String> RATED = Set.of("thrpt", "avgt");

  /** A value in a unit of ours. */
  private record Value(String unit, double value) {}

  private JmhMetrics() {}

  /**
   * Reads the metrics of a fork.
   *
   * @param results one for each mode of the benchmark
   */
  static SequencedMap<String, Double> of(JsonNode results) {
    SequencedMap<String, Double> metrics = new LinkedHashMap<>();
    for (JsonNode result : results) {
      Value score = value(result.path("primaryMetric"));
      // Of a benchmark with several modes the first has the plain names.
      String unit =
          metrics.containsKey(score.unit)
              ? result.path("mode").asString("") + "-" + score.unit
              : score.unit;
      metrics.put(unit, score.value);
    }
    JsonNode first = results.get(0);
    double operations = operations(results);
    for (Map.Entry<String, JsonNode> secondary : first.path("secondaryMetrics").properties()) {
      // Before 1.34 JMH began the names of profilers' metrics with a middle dot.
      String label = secondary.getKey().replaceFirst("^·", "");
      Value value = secondary(label, value(secondary.getValue()), operations);
      if (value != null) {
        metrics.put(value.unit, value.value);
      }
    }
    // JMH leaves gc.time out when there was no collection.
    if (metrics.containsKey("gc-count/Mop")) {
      metrics.putIfAbsent("gc-sec/op", 0.0);
    }
    metrics.values().removeIf(value -> !Double.isFinite(value));
    return metrics;
  }

  private static @Nullable Value secondary(String label, Value value, double operations) {
    return switch (label) {
      case "gc.alloc.rate.norm" -> new Value("B/op", value.value);
      case "gc.count" -> new Value("gc-count/Mop", value.value * 1e6 / operations);
      case "gc.time" -> new Value("gc-sec/op", value.value / 1e3 / operations);
      default ->
          // The rest follows from these, as bytes per second do.
          label.startsWith("gc.")
              ? null
              : new Value(
                  label + "-" + (value.unit.equals("#") ? "events" : value.unit), value.value);
    };
  }

  /**
   * Reads the counters of a benchmark's own ({@code @AuxCounters}), without its times: what JMH
   * writes as a rate is counted per operation, which both rates together tell exactly; what it
   * writes as events is what they come to.
   *
   * @param results one for each mode of the benchmark, of which the first is looked at
   */
  static SequencedMap<String, Double> counters(JsonNode results) {
    SequencedMap<String, Double> counters = new LinkedHashMap<>();
    JsonNode first = results.get(0);
    Value score = value(first.path("primaryMetric"));
    for (Map.Entry<String, JsonNode> secondary : first.path("secondaryMetrics").properties()) {
      String label = secondary.getKey().replaceFirst("^·", "");
      Value counter = value(secondary.getValue());
      if (counter.unit.equals("#")) {
        counters.put(label + "-events", counter.value);
      } else if (counter.unit.equals(score.unit)
          && RATED.contains(first.path("mode").asString(""))) {
        // The longer it takes for one of them, the fewer there are.
        double perOperation =
            score.unit.equals("op/sec")
                ? counter.value / score.value
                : isNever(secondary.getValue()) ? 0 : score.value / counter.value;
        counters.put(label + "/op", perOperation);
      }
    }
    counters.values().removeIf(value -> !Double.isFinite(value));
    return counters;
  }

  /** Tells whether none was counted in any iteration, for which a time has no number. */
  private static boolean isNever(JsonNode metric) {
    return metric
            .path("rawData")
            .valueStream()
            .flatMap(JsonNode::valueStream)
            .allMatch(JsonNode::isString)
        && metric.path("score").isString();
  }

  private static Value value(JsonNode metric) {
    String written = metric.path("scoreUnit").asString("");
    double score = number(metric.path("score"));
    if (written.endsWith("/op")) {
      Double nanos = NANOSECONDS.get(written.substring(0, written.length() - "/op".length()));
      return nanos == null ? new Value(written, score) : new Value("ns/op", score * nanos);
    }
    Double nanos =
        written.startsWith("ops/") ? NANOSECONDS.get(written.substring("ops/".length())) : null;
    return nanos == null
        ? new Value(written, score)
        : new Value("op/sec", score * A_SECOND / nanos);
  }

  /**
   * Returns about how many operations were measured, at least 1. JMH does not write it down: it
   * follows from the score and from the time that was measured.
   */
  static long operations(JsonNode results) {
    JsonNode first = results.get(0);
    Value score = value(first.path("primaryMetric"));
    double iterations = first.path("measurementIterations").asDouble(1);
    double seconds = iterations * seconds(first.path("measurementTime").asString(""));
    double operations =
        switch (first.path("mode").asString("")) {
          case "thrpt" -> score.value * seconds;
          case "ss" -> iterations * first.path("measurementBatchSize").asDouble(1);
          default -> first.path("threads").asDouble(1) * seconds * A_SECOND / score.value;
        };
    return Double.isFinite(operations) ? Math.max(1, Math.round(operations)) : 1;
  }

  /** Returns the seconds of a time as JMH writes it: {@code 100 ms}. */
  private static double seconds(String time) {
    String[] parts = time.split(" ", 2);
    Double nanos = parts.length == 2 ? NANOSECONDS.get(parts[1]) : null;
    return nanos == null ? Double.NaN : Double.parseDouble(parts[0]) * nanos / A_SECOND;
  }

  /** Reads a number, of which JMH writes as text what is not finite. */
  private static double number(JsonNode node) {
    return node.isNumber() ? node.doubleValue() : Double.NaN;
  }
}
