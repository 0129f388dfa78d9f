package io.poolbench.reports.resultfile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * One metric of JMH's JSON as one value per fork, made as JMH makes its score of all iterations:
 * their mean, their sum, their largest, or a percentile of the samples. JMH does not write down
 * which, so its own score says it.
 *
 * @param values one per fork; not finite where the fork has none
 * @param doubt what may be wrong with the values
 */
record JmhMetric(List<Double> values, Doubt doubt) {

  /** A doubt about the values of a metric. */
  enum Doubt {
    NONE,
    /** There is no raw data: the score stands for all forks. */
    SCORE_ALONE,
    /** The score is none that the iterations give. */
    UNEXPLAINED
  }

  private static final Pattern PERCENTILE = Pattern.compile("p([01]\\.\\d+)");

  /** Metrics that JMH adds up even where an iteration without a number keeps the score from it. */
  private static final Set<String> SUMS = Set.of("gc.count", "gc.time");

  private static final String HISTOGRAM = "rawDataHistogram";

  /** The error of sums in another order. */
  private static final double ROUNDING = 1e-6;

  /** Reads the score of the benchmark itself. */
  static JmhMetric primary(JsonNode metric) {
    List<Double> values = new ArrayList<>();
    for (JsonNode fork : metric.path(HISTOGRAM)) {
      values.add(JmhNumbers.mean(JmhNumbers.histogram(fork)));
    }
    if (values.isEmpty()) {
      JmhNumbers.forks(metric.path("rawData")).forEach(fork -> values.add(mean(fork)));
    }
    return values.isEmpty() ? scoreAlone(metric) : new JmhMetric(values, Doubt.NONE);
  }

  /**
   * Reads what a profiler or a counter measured beside it.
   *
   * @param name without what JMH sets before it
   */
  static JmhMetric secondary(String name, JsonNode metric, JsonNode primary) {
    List<double[]> forks = JmhNumbers.forks(metric.path("rawData"));
    Matcher percentile = PERCENTILE.matcher(name);
    JsonNode histograms = primary.path(HISTOGRAM);
    double score = JmhNumbers.number(metric.path("score"));
    if (percentile.matches() && !histograms.isEmpty()) {
      double rank = 100 * Double.parseDouble(percentile.group(1));
      if (!Double.isFinite(score) || isNear(score, percentileOfAll(histograms, rank))) {
        return percentiles(histograms, rank);
      }
    }
    if (forks.stream().allMatch(fork -> fork.length == 0)) {
      return scoreAlone(metric);
    }
    return byIterations(name, forks, iterations(primary, forks), score, percentile.matches());
  }

  static boolean isPercentile(String name) {
    return PERCENTILE.matcher(name).matches();
  }

  private static JmhMetric scoreAlone(JsonNode metric) {
    double score = JmhNumbers.number(metric.path("score"));
    return metric.has("score")
        ? new JmhMetric(List.of(score), Doubt.SCORE_ALONE)
        : new JmhMetric(List.of(), Doubt.NONE);
  }

  private static JmhMetric percentiles(JsonNode histograms, double rank) {
    List<Double> values = new ArrayList<>();
    for (JsonNode fork : histograms) {
      values.add(JmhNumbers.percentile(JmhNumbers.histogram(fork), rank));
    }
    return new JmhMetric(values, Doubt.NONE);
  }

  private static double percentileOfAll(JsonNode histograms, double rank) {
    TreeMap<Double, Double> all = new TreeMap<>();
    for (JsonNode fork : histograms) {
      JmhNumbers.histogram(fork).forEach((value, count) -> all.merge(value, count, Double::sum));
    }
    return JmhNumbers.percentile(all, rank);
  }

  /** Counts the iterations of each fork, whether or not they have a value of this metric. */
  private static int[] iterations(JsonNode primary, List<double[]> forks) {
    JsonNode known = primary.path(primary.has(HISTOGRAM) ? HISTOGRAM : "rawData");
    int[] iterations = new int[forks.size()];
    Arrays.setAll(iterations, i -> Math.max(known.path(i).size(), forks.get(i).length));
    return iterations;
  }

  private static JmhMetric byIterations(
      String name, List<double[]> forks, int[] iterations, double score, boolean percentile) {
    double[] all = forks.stream().flatMapToDouble(Arrays::stream).toArray();
    if (isNear(score, mean(all))) {
      return each(forks, JmhMetric::mean);
    }
    if (isNear(score, sum(all) / Arrays.stream(iterations).sum())) {
      // Iterations in which nothing happened are not written, and count as zero.
      List<Double> values = new ArrayList<>();
      for (int fork = 0; fork < iterations.length; fork++) {
        values.add(iterations[fork] == 0 ? Double.NaN : sum(forks.get(fork)) / iterations[fork]);
      }
      return new JmhMetric(values, Doubt.NONE);
    }
    if (isNear(score, sum(all)) || (!Double.isFinite(score) && SUMS.contains(name))) {
      return each(forks, JmhMetric::sum);
    }
    if (isNear(score, largest(all))) {
      return each(forks, JmhMetric::largest);
    }
    if (isNear(score, smallest(all))) {
      return each(forks, JmhMetric::smallest);
    }
    if (forks.size() == 1 && Double.isFinite(score)) {
      return new JmhMetric(List.of(score), Doubt.NONE);
    }
    if (percentile) {
      return new JmhMetric(List.of(), Doubt.UNEXPLAINED);
    }
    return new JmhMetric(
        each(forks, JmhMetric::mean).values,
        Double.isFinite(score) ? Doubt.UNEXPLAINED : Doubt.NONE);
  }

  private static JmhMetric each(List<double[]> forks, ToDoubleFunction<double[]> value) {
    return new JmhMetric(
        forks.stream().map(fork -> value.applyAsDouble(fork)).toList(), Doubt.NONE);
  }

  private static boolean isNear(double score, double value) {
    return score == value || Math.abs(score - value) <= ROUNDING * Math.abs(score);
  }

  private static double sum(double[] values) {
    return Arrays.stream(values).sum();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).max().orElse(Double.NaN);
  }

  private static double smallest(double[] values) {
    return Arrays.stream(values).min().orElse(Double.NaN);
  }
}
