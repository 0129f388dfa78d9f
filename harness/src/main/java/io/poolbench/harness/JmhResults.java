package io.poolbench.harness;

import java.util.List;
import java.util.stream.IntStream;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.MultisetStatistics;
import org.openjdk.jmh.util.Statistics;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The trials' one-fork JMH results as the file that JMH would have written had it run all forks of
 * an arm itself: one entry per arm, one raw array per fork. Merged from JMH's JSON and not from its
 * result objects, so that a resumed run gives the same file as an unbroken one.
 */
final class JmhResults {

  private static final JsonMapper JSON = new JsonMapper();
  private static final double[] PERCENTILES = {
    0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100
  };

  /** What a sampling benchmark has instead of {@code rawData}. */
  private static final String HISTOGRAM = "rawDataHistogram";

  /** JMH's own level for score error and interval. */
  private static final double CONFIDENCE = 0.999;

  /** Tells arms of the same benchmark apart. */
  private static final String ARM = "poolbench.arm";

  private JmhResults() {}

  static String merged(RunRecord run, RunDirectory directory) {
    ArrayNode entries = JSON.createArrayNode();
    for (List<Trial> arm : run.finishedByArm()) {
      List<Trial> timed = arm.stream().filter(trial -> trial.kind() == Trial.Kind.TIMING).toList();
      if (!timed.isEmpty()) {
        List<JsonNode> forks = timed.stream().map(trial -> fork(directory, trial)).toList();
        for (ObjectNode entry : mergeModes(forks)) {
          if (run.jars() != null) {
            name(entry, timed.getFirst().arm());
          }
          entries.add(entry);
        }
      }
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(entries) + "\n";
  }

  private static JsonNode fork(RunDirectory directory, Trial trial) {
    try {
      return JSON.readTree(directory.read(directory.result(trial)));
    } catch (JacksonException e) {
      throw new IllegalArgumentException(
          directory.result(trial) + ": is not readable JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** One entry for each mode of a benchmark; ours have one. */
  private static List<ObjectNode> mergeModes(List<JsonNode> forks) {
    return IntStream.range(0, forks.getFirst().size())
        .mapToObj(mode -> merge(forks.stream().map(fork -> fork.get(mode)).toList()))
        .toList();
  }

  /** Benchmarks that are not ours have no parameter for their arm: theirs cannot have a dot. */
  private static void name(ObjectNode entry, Arm arm) {
    JsonNode params = entry.path("params");
    ObjectNode named = params.isObject() ? (ObjectNode) params : entry.putObject("params");
    named.put(ARM, arm.benchmark() + "/variant=" + arm.variant());
  }

  private static ObjectNode merge(List<JsonNode> forks) {
    ObjectNode entry = (ObjectNode) forks.getFirst().deepCopy();
    entry.put("forks", forks.size());
    mergeMetric((ObjectNode) entry.get("primaryMetric"), metric(forks, "/primaryMetric"));
    ObjectNode secondary = (ObjectNode) entry.get("secondaryMetrics");
    for (String name : secondary.propertyNames()) {
      String pointer = "/secondaryMetrics/" + name.replace("~", "~0").replace("/", "~1");
      mergeMetric((ObjectNode) secondary.get(name), metric(forks, pointer));
    }
    return entry;
  }

  private static List<JsonNode> metric(List<JsonNode> forks, String pointer) {
    return forks.stream().map(fork -> fork.at(pointer)).filter(JsonNode::isObject).toList();
  }

  private static void mergeMetric(ObjectNode target, List<JsonNode> forks) {
    boolean histogram = target.has(HISTOGRAM);
    String kept = histogram ? HISTOGRAM : "rawData";
    ArrayNode raw = JSON.createArrayNode();
    for (JsonNode fork : forks) {
      raw.add(fork.get(kept).get(0));
    }
    Statistics values = histogram ? samples(raw) : iterations(raw);
    boolean sum = !histogram && isSum(forks.getFirst());
    number(target, "score", sum ? values.getSum() : values.getMean());
    number(target, "scoreError", values.getMeanErrorAt(CONFIDENCE));
    ArrayNode interval = target.putArray("scoreConfidence");
    for (double bound : values.getConfidenceIntervalAt(CONFIDENCE)) {
      interval.add(finite(bound));
    }
    target.set("scorePercentiles", percentiles(values));
    target.set(kept, raw);
  }

  private static Statistics iterations(ArrayNode forks) {
    ListStatistics values = new ListStatistics();
    forks.forEach(fork -> fork.forEach(iteration -> values.addValue(number(iteration))));
    return values;
  }

  /** Of a sampling benchmark: every iteration is a list of pairs, a value and how often it was. */
  private static Statistics samples(ArrayNode forks) {
    MultisetStatistics values = new MultisetStatistics();
    for (JsonNode fork : forks) {
      for (JsonNode iteration : fork) {
        iteration.forEach(bin -> values.addValue(number(bin.get(0)), bin.get(1).asLong()));
      }
    }
    return values;
  }

  private static double number(JsonNode value) {
    return value.isNumber() ? value.doubleValue() : Double.NaN;
  }

  /** JMH sums what it counts and averages what it gauges, and does not write down which. */
  private static boolean isSum(JsonNode fork) {
    double sum = 0;
    double largest = 0;
    for (JsonNode iteration : fork.get("rawData").get(0)) {
      sum += number(iteration);
      largest = Math.max(largest, number(iteration));
    }
    return sum > largest && number(fork.get("score")) > largest;
  }

  private static ObjectNode percentiles(Statistics values) {
    ObjectNode percentiles = JSON.createObjectNode();
    for (double percentile : PERCENTILES) {
      number(percentiles, String.valueOf(percentile), values.getPercentile(percentile));
    }
    return percentiles;
  }

  private static void number(ObjectNode target, String name, double value) {
    target.set(name, finite(value));
  }

  /** JMH writes NaN as a string, since JSON has no such number. */
  private static JsonNode finite(double value) {
    return Double.isFinite(value)
        ? JSON.getNodeFactory().numberNode(value)
        : JSON.getNodeFactory().stringNode(String.valueOf(value));
  }
}
