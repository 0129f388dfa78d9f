package io.poolbench.harness.fork;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jmh.util.ListStatistics;
import org.openjdk.jmh.util.MultisetStatistics;
import org.openjdk.jmh.util.Statistics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Computes the scores of JMH's JSON again from its raw data, as JMH does, when iterations or forks
 * were put together or left out.
 */
public final class JmhScores {

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final double[] PERCENTILES = {
    0, 50, 90, 95, 99, 99.9, 99.99, 99.999, 99.9999, 100
  };

  /** The data that a sampling benchmark has instead of {@code rawData}. */
  private static final String HISTOGRAM = "rawDataHistogram";

  /** JMH's own level for score error and interval. */
  private static final double CONFIDENCE = 0.999;

  /** A percentile of a sampling benchmark, as a metric of its own. */
  private static final Pattern PERCENTILE = Pattern.compile(".*p([01]\\.\\d+)");

  private JmhScores() {}

  /**
   * Puts the forks of one benchmark together.
   *
   * @param forks JMH's entry of each
   * @return one entry, with one raw array per fork
   */
  public static ObjectNode merge(List<JsonNode> forks) {
    ObjectNode entry = changed(forks.getFirst(), forks, fork -> fork);
    entry.put("forks", forks.size());
    return entry;
  }

  /**
   * Leaves out what came behind the first iterations of a fork.
   *
   * @param entry JMH's, of one fork
   * @param iterations that are kept
   */
  static ObjectNode first(JsonNode entry, int iterations) {
    return changed(
        entry,
        List.of(entry),
        fork -> {
          ArrayNode kept = JSON.createArrayNode();
          fork.valueStream().limit(iterations).forEach(kept::add);
          return kept;
        });
  }

  private static ObjectNode changed(
      JsonNode model, List<JsonNode> forks, UnaryOperator<JsonNode> iterations) {
    ObjectNode entry = (ObjectNode) model.deepCopy();
    ObjectNode primary = (ObjectNode) entry.get("primaryMetric");
    score(primary, metric(forks, "/primaryMetric"), iterations);
    ObjectNode secondary = (ObjectNode) entry.get("secondaryMetrics");
    for (String name : secondary.propertyNames()) {
      String pointer = "/secondaryMetrics/" + name.replace("~", "~0").replace("/", "~1");
      ObjectNode metric = (ObjectNode) secondary.get(name);
      score(metric, metric(forks, pointer), iterations);
      Matcher percentile = PERCENTILE.matcher(name);
      if (primary.has(HISTOGRAM) && percentile.matches()) {
        double rank = 100 * Double.parseDouble(percentile.group(1));
        number(metric, "score", samples((ArrayNode) primary.get(HISTOGRAM)).getPercentile(rank));
      }
    }
    return entry;
  }

  private static List<JsonNode> metric(List<JsonNode> forks, String pointer) {
    return forks.stream().map(fork -> fork.at(pointer)).filter(JsonNode::isObject).toList();
  }

  private static void score(
      ObjectNode target, List<JsonNode> forks, UnaryOperator<JsonNode> iterations) {
    boolean histogram = target.has(HISTOGRAM);
    String kept = histogram ? HISTOGRAM : "rawData";
    boolean sum = !histogram && forks.stream().anyMatch(JmhScores::isSum);
    ArrayNode raw = JSON.createArrayNode();
    for (JsonNode fork : forks) {
      raw.add(iterations.apply(fork.get(kept).get(0)));
    }
    Statistics values = histogram ? samples(raw) : iterations(raw);
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

  /**
   * Sums up a sampling benchmark: every iteration is a list of pairs, a value and how often it was.
   */
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

  /**
   * Tells whether the score is a sum: JMH sums what it counts and averages what it gauges, and does
   * not write down which.
   */
  private static boolean isSum(JsonNode fork) {
    JsonNode iterations = fork.get("rawData").get(0);
    double sum = 0;
    for (JsonNode iteration : iterations) {
      sum += number(iteration);
    }
    return iterations.size() > 1
        && sum != 0
        && Math.abs(number(fork.get("score")) - sum) <= 1e-9 * Math.abs(sum);
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

  /** Writes a number as JMH does: NaN as a string, since JSON has no such number. */
  private static JsonNode finite(double value) {
    return Double.isFinite(value)
        ? JSON.getNodeFactory().numberNode(value)
        : JSON.getNodeFactory().stringNode(String.valueOf(value));
  }
}
