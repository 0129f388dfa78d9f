package io.poolbench.reports.gate;

import io.poolbench.reports.model.Metric;

/**
 * Whether one metric of one benchmark has become worse.
 *
 * @param benchmark full name, with its variant where it has one
 * @param metric what was measured
 * @param baseline forks of the revision that counts as good
 * @param candidate forks of the revision to be judged
 * @param comparable whether both have met the same machine: they ran in turns, in one run; or the
 *     metric is a ratio within a run
 */
public record Question(
    String benchmark, Metric metric, Forks baseline, Forks candidate, boolean comparable) {

  /** Whether both sides are compared by a percentile of their iterations. */
  public boolean hasPercentiles() {
    return baseline.hasPercentiles() && candidate.hasPercentiles();
  }

  /** The same for the same metric of the same benchmark, however many forks there are. */
  public String key() {
    return benchmark + " " + metric.unit();
  }
}
