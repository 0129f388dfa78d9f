package io.poolbench.reports.gate;

import io.poolbench.reports.stats.RankShift;
import io.poolbench.reports.stats.Sample;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;
import org.apache.commons.math3.stat.descriptive.rank.Percentile.EstimationType;

/**
 * Holds what the forks of one arm measured of one metric.
 *
 * @param values one per fork, in the order in which the forks ran
 * @param iterations of each fork in the same order in the values' unit, or empty where they are not
 *     known
 */
public record Forks(List<Double> values, List<List<Double>> iterations) {

  /** Fewer iterations have no 10th percentile. */
  private static final int FEWEST_ITERATIONS = 20;

  /** Iterations at either end of a fork, by which it is told whether it became slower. */
  private static final int ENDS = 5;

  /** Largest p of one fork; it takes half of an arm's forks to say something. */
  private static final double UNSTEADY = 0.05;

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

  /** Makes forks of which only the values are known. */
  public static Forks of(double... values) {
    return new Forks(Arrays.stream(values).boxed().toList(), List.of());
  }

  int size() {
    return values.size();
  }

  Sample sample() {
    return Sample.of(values);
  }

  boolean hasPercentiles() {
    return !iterations.isEmpty()
        && iterations.stream().allMatch(fork -> fork.size() >= FEWEST_ITERATIONS);
  }

  /**
   * Returns the quick end of each fork: between forks it varies less than half as much as the mean,
   * since a fork that warmed up late or met a collection still has quick iterations.
   *
   * @param quickIsLow whether quick iterations have low values
   */
  double[] quickEnds(boolean quickIsLow) {
    return percentiles(quickIsLow ? QUICK : 100 - QUICK);
  }

  /** Returns the other end, where a fork's pauses are: of 50 iterations nearly the slowest. */
  double[] slowEnds(boolean quickIsLow) {
    return percentiles(quickIsLow ? SLOW : 100 - SLOW);
  }

  private double[] percentiles(double share) {
    Percentile percentile = new Percentile(share).withEstimationType(EstimationType.R_7);
    return iterations.stream().mapToDouble(fork -> percentile.evaluate(array(fork))).toArray();
  }

  /** Returns the means alone. */
  Forks means() {
    return new Forks(
        iterations.stream().map(fork -> StatUtils.mean(array(fork))).toList(), List.of());
  }

  /**
   * Counts the forks that became slower while they were measured, by more than this ratio. Their
   * quick end is the beginning, so it says nothing of what came later.
   *
   * @param quickIsLow whether quick iterations have low values
   * @param ratio above 1
   */
  long slowedDown(boolean quickIsLow, double ratio) {
    return iterations.stream()
        .map(fork -> Tolerance.QUICK_END.scaled(array(fork)))
        .filter(fork -> pSlower(fork, quickIsLow, Math.log(ratio)) <= UNSTEADY)
        .count();
  }

  private static double pSlower(double[] fork, boolean quickIsLow, double by) {
    double[] first = Arrays.copyOf(fork, ENDS);
    double[] last = Arrays.copyOfRange(fork, fork.length - ENDS, fork.length);
    return quickIsLow
        ? RankShift.of(first, last).pAbove(by)
        : RankShift.of(first, last).pBelow(-by);
  }

  /** Returns the median of the values. */
  public double median() {
    return sample().median();
  }

  double[] array() {
    return array(values);
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
