package io.poolbench.reports.resultfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The raw data of JMH's JSON, which writes what is not finite as text. */
final class JmhNumbers {

  private JmhNumbers() {}

  /** Reads a number; NaN for what is none. */
  static double number(JsonNode node) {
    return node.isNumber() ? node.doubleValue() : Double.NaN;
  }

  /** Reads the iterations of each fork. */
  static List<double[]> forks(JsonNode rawData) {
    List<double[]> forks = new ArrayList<>();
    for (JsonNode fork : rawData) {
      forks.add(fork.valueStream().mapToDouble(JmhNumbers::number).toArray());
    }
    return forks;
  }

  /**
   * Reads the samples of one fork, or of several.
   *
   * @param iterations each a list of pairs of a value and how often it was sampled
   */
  static SortedMap<Double, Double> histogram(JsonNode iterations) {
    SortedMap<Double, Double> counts = new TreeMap<>();
    for (JsonNode iteration : iterations) {
      for (JsonNode bin : iteration) {
        counts.merge(number(bin.path(0)), number(bin.path(1)), Double::sum);
      }
    }
    return counts;
  }

  static double mean(Map<Double, Double> histogram) {
    double sum = 0;
    double count = 0;
    for (Map.Entry<Double, Double> bin : histogram.entrySet()) {
      sum += bin.getKey() * bin.getValue();
      count += bin.getValue();
    }
    return count == 0 ? Double.NaN : sum / count;
  }

  /**
   * Computes a percentile as JMH takes it: between two samples it interpolates.
   *
   * @param rank 0 to 100
   */
  static double percentile(SortedMap<Double, Double> histogram, double rank) {
    double count = histogram.values().stream().mapToDouble(Double::doubleValue).sum();
    if (histogram.isEmpty() || !Double.isFinite(count) || count <= 0) {
      return Double.NaN;
    }
    double position = rank * (count + 1) / 100;
    double floor = Math.floor(position);
    double low = sample(histogram, floor);
    return rank == 0
        ? histogram.firstKey()
        : low + (sample(histogram, floor + 1) - low) * (position - floor);
  }

  /** The sample of that number, from 1; the first and the last stand for what lies beyond. */
  private static double sample(SortedMap<Double, Double> histogram, double number) {
    double seen = 0;
    for (Map.Entry<Double, Double> bin : histogram.entrySet()) {
      seen += bin.getValue();
      if (seen >= number) {
        return bin.getKey();
      }
    }
    return histogram.lastKey();
  }
}
