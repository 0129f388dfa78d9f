package io.poolbench.reports.gate;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.Quantity;

/**
 * Asks whether one metric of one benchmark has become worse.
 *
 * @param benchmark full name, with its variant where it has one
 * @param metric what was measured
 * @param baseline forks of the revision that counts as good
 * @param candidate forks of the revision to be judged
 * @param comparable whether both have met the same machine: they ran in turns, in one run
 * @param tolerance how much worse it may become
 * @param against which baseline it is; empty for the usual one
 */
public record Question(
    String benchmark,
    Metric metric,
    Forks baseline,
    Forks candidate,
    boolean comparable,
    Tolerance tolerance,
    String against) {

  /** The end of a metric's name where the forks' means are asked for, not their percentiles. */
  public static final String OF_MEANS = " mean";

  /** Makes a question with the tolerance that its metric has by itself. */
  public Question(
      String benchmark, Metric metric, Forks baseline, Forks candidate, boolean comparable) {
    this(benchmark, metric, baseline, candidate, comparable, Tolerance.of(metric, baseline), "");
  }

  /**
   * Returns the same question of the forks' means, which see what the quick end hides: iterations
   * that are slow later, and pauses.
   */
  Question ofMeans() {
    return new Question(
        benchmark,
        new Metric(metric.unit() + OF_MEANS, metric.better(), metric.assumption()),
        baseline.means(),
        candidate.means(),
        comparable,
        Tolerance.MEAN,
        against);
  }

  /**
   * Returns the same question, tolerating what is little beside the time of an operation of the
   * baseline.
   */
  Question ofCollections(double time) {
    return new Question(
        benchmark, metric, baseline, candidate, comparable, Tolerance.ofCollections(time), against);
  }

  /** Returns the same question, telling which baseline it is asked of. */
  Question against(String other) {
    return new Question(benchmark, metric, baseline, candidate, comparable, tolerance, other);
  }

  /** Tells whether both sides are compared by a percentile of their iterations. */
  public boolean hasPercentiles() {
    return baseline.hasPercentiles() && candidate.hasPercentiles();
  }

  /** Names the metric, and the baseline where that is not the usual one. */
  public String name() {
    return metric.unit() + (against.isEmpty() ? "" : " against " + against);
  }

  /**
   * Returns a key that is the same for the same metric of the same benchmark, however many forks
   * there are.
   */
  public String key() {
    return benchmark + " " + name();
  }

  /** Tells whether it is of bytes or of objects, and not of time. */
  public boolean isCounted() {
    return ExactRule.covers(metric);
  }

  /** Tells whether it asks what idle units hold. */
  public boolean isHeld() {
    return Quantity.isHeld(metric.unit());
  }

  boolean isLowBetter() {
    return metric.better() != Better.HIGHER;
  }

  /** Counts the forks of the side that has fewer. */
  int forks() {
    return Math.min(baseline.size(), candidate.size());
  }
}
