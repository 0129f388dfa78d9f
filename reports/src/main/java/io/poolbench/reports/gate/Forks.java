package io.poolbench.reports.gate;

import io.poolbench.reports.stats.Sample;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * What the forks of one arm measured of one metric.
 *
 * @param values one per fork, in the order in which the forks ran
 * @param iterations of each fork in the same order in the values' unit, or empty where they are not
 *     known
 */
public record Forks(List<Double> values, List<List<Double>> iterations) {

  /** Fewer iterations have no 10th percentile. */
  private static final int FEWEST_ITERATIONS = 20;

  private static final double QUICK = 10;
  private static final double SLOW = 99;

  public Forks {
    values = List.copyOf(values);
    iterations = List.copyOf(iterations);
    if (!iterations.isEmpty() && iterations.size() != values.size()) {
      throw new IllegalArgumentException(
          "%d forks have the iterations of %d".formatted(values.size(), iterations.size()));
    }
  }

  /** Forks of which only the values are known. */
  public static Forks of(double... values) {
    return new Forks(Arrays.stream(values).boxed().toList(), List.of());
  }

  int size() {
    return values.size();
  }

  Sample sample() {
    return Sample.of(array(values));
  }

  boolean hasPercentiles() {
    return !iterations.isEmpty()
        && iterations.stream().allMatch(fork -> fork.size() >= FEWEST_ITERATIONS);
  }

  /**
   * The quick end of each fork, as a logarithm: between forks it varies less than half as much as
   * the mean, since a fork that warmed up late or met a collection still has quick iterations.
   *
   * @param quickIsLow whether quick iterations have low values
   */
  double[] quickLogarithms(boolean quickIsLow) {
    return percentileLogarithms(quickIsLow ? QUICK : 100 - QUICK);
  }

  /** The other end, where a fork's pauses are: of 50 iterations nearly the slowest. */
  double[] slowLogarithms(boolean quickIsLow) {
    return percentileLogarithms(quickIsLow ? SLOW : 100 - SLOW);
  }

  private double[] percentileLogarithms(double share) {
    Percentile percentile = new Percentile(share).withEstimationType(EstimationType.R_7);
    return iterations.stream()
        .mapToDouble(fork -> Math.log(percentile.evaluate(array(fork))))
        .toArray();
  }

  /** The mean of each fork's iterations. */
  double[] meanLogarithms() {
    return iterations.stream().mapToDouble(fork -> Math.log(StatUtils.mean(array(fork)))).toArray();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }

  double[] logarithms() {
    return values.stream().mapToDouble(Math::log).toArray();
  }
}
