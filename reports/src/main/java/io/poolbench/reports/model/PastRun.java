package io.poolbench.reports.model;

import java.time.Instant;
import java.util.List;

/**
 * One run of the history.
 *
 * @param identity hash of when, where and what was measured: the same run has the same, wherever
 *     its file lies and however often it was resumed
 * @param label the path that it was added from
 * @param started when it ran, to the microsecond
 * @param revision of the code that was measured, or empty
 * @param host or empty
 * @param environment fingerprint of all that its numbers depend on beside the code
 * @param counts fingerprint of what its bytes, objects and descriptors depend on
 * @param details of the environment, for people: {@code cpu=..., cores=...}
 * @param version of the poolbench that ran it, or empty
 * @param values of every fork
 */
public record PastRun(
    String identity,
    String label,
    Instant started,
    String revision,
    String host,
    String environment,
    String counts,
    String details,
    String version,
    List<Value> values) {

  public PastRun {
    values = List.copyOf(values);
  }

  /**
   * One value that one fork measured.
   *
   * @param benchmark full name without the variant, after its package if it has one
   * @param variant or empty
   * @param unit base unit
   * @param fork from 0, in the order of the file
   */
  public record Value(String benchmark, String variant, String unit, int fork, double value) {}
}
