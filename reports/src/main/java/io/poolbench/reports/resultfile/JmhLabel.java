package io.poolbench.reports.resultfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * The parts of a secondary metric's name. To 1.36 JMH sets a middle dot before the metric and the
 * method before that: {@code nanoTime·p0.50}. Of a group, whose benchmark is the group, each method
 * has a metric of its own by the method's name.
 *
 * @param member method of a group that was measured, or empty
 * @param metric without what stands before it; empty for the score of a group's method
 */
record JmhLabel(String member, String metric) {

  private static final Pattern DOTTED = Pattern.compile("(.*?)·(.+)");
  private static final Pattern PERCENTILE = Pattern.compile("(.*):(p[01]\\.\\d+)");
  private static final Pattern JAVA_NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*");

  /** Takes apart what stands in the file, seen beside the other metrics of one benchmark. */
  static JmhLabel of(String written, String method, List<String> members) {
    if (members.contains(written)) {
      return new JmhLabel(written, "");
    }
    for (Pattern pattern : List.of(DOTTED, PERCENTILE)) {
      Matcher matcher = pattern.matcher(written);
      if (matcher.matches()) {
        String before = matcher.group(1);
        return new JmhLabel(before.equals(method) ? "" : before, matcher.group(2));
      }
    }
    return new JmhLabel("", written);
  }

  /**
   * Finds the methods of a group. JMH does not say what is one: its methods have the unit of the
   * benchmark's score, which is their sum where it is a throughput, and lies between theirs where
   * it is a time. Counters of a benchmark's own are neither.
   */
  static List<String> members(JsonNode benchmark) {
    JsonNode primary = benchmark.path("primaryMetric");
    double score = JmhNumbers.number(primary.path("score"));
    String unit = primary.path("scoreUnit").asString("");
    List<String> members = new ArrayList<>();
    List<Double> scores = new ArrayList<>();
    for (Map.Entry<String, JsonNode> other : benchmark.path("secondaryMetrics").properties()) {
      if (other.getValue().path("scoreUnit").asString("").equals(unit)
          && JAVA_NAME.matcher(other.getKey()).matches()) {
        members.add(other.getKey());
        scores.add(JmhNumbers.number(other.getValue().path("score")));
      }
    }
    double sum = scores.stream().mapToDouble(Double::doubleValue).sum();
    double least = scores.stream().mapToDouble(Double::doubleValue).min().orElse(Double.NaN);
    double most = scores.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN);
    boolean threads = benchmark.path("threads").asInt(1) >= members.size();
    boolean group =
        unit.startsWith("ops/")
            ? Math.abs(sum - score) <= 1e-6 * Math.abs(score)
            : least <= score && score <= most;
    return group && threads ? members : List.of();
  }
}
