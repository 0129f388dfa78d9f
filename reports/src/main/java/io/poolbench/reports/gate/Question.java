package io.poolbench.reports.gate;

import io.poolbench.reports.model.Metric;

/**
 * Whether one metric of one benchmark has become worse.
 *
 * @param benchmark full name, with its variant where it has one
 * @param metric what was measured
 * @param baseline forks of the revision that counts as good
 * @param candidate forks of the revision to be judged
 * @param interleaved whether both ran in turns, in one run on one machine
 */
public record Question(
    String benchmark, Metric metric, Forks baseline, Forks candidate, boolean interleaved) {

  String key() {
    return benchmark + " " + metric.unit();
  }
}
