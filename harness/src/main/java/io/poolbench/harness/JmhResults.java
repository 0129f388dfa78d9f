package io.poolbench.harness;

import java.util.List;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.Statistics;
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

  /** JMH's own level for score error and interval. */
  private static final double CONFIDENCE = 0.999;

  private JmhResults() {}

  static String merged(RunRecord run, RunDirectory directory) {
    ArrayNode entries = JSON.createArrayNode();
    for (List<Trial> arm : run.finishedByArm()) {
      List<JsonNode> forks =
          arm.stream()
              .filter(trial -> trial.kind() == Trial.Kind.TIMING)
              .map(trial -> fork(directory, trial))
              .toList();
      if (!forks.isEmpty()) {
        entries.add(merge(forks));
      }
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(entries) + "\n";
  }

  private static JsonNode fork(RunDirectory directory, Trial trial) {
    return JSON.readTree(directory.read(directory.result(trial))).get(0);
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
    ArrayNode raw = JSON.createArrayNode();
    ListStatistics values = new ListStatistics();
    for (JsonNode fork : forks) {
      JsonNode iterations = fork.get("rawData").get(0);
      raw.add(iterations);
      iterations.forEach(iteration -> values.addValue(iteration.asDouble()));
    }
    target.put("score", isSum(forks.getFirst()) ? values.getSum() : values.getMean());
    number(target, "scoreError", values.getMeanErrorAt(CONFIDENCE));
    ArrayNode interval = target.putArray("scoreConfidence");
    for (double bound : values.getConfidenceIntervalAt(CONFIDENCE)) {
      interval.add(finite(bound));
    }
    target.set("scorePercentiles", percentiles(values));
    target.set("rawData", raw);
  }

  /** JMH sums what it counts and averages what it gauges, and does not write down which. */
  private static boolean isSum(JsonNode fork) {
    double sum = 0;
    double largest = 0;
    for (JsonNode iteration : fork.get("rawData").get(0)) {
      sum += iteration.asDouble();
      largest = Math.max(largest, iteration.asDouble());
    }
    return sum > largest && fork.get("score").asDouble() > largest;
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
