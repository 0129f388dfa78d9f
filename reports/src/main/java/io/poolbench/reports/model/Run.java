package io.poolbench.reports.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where and how a poolbench run was made: what a reader needs to trust or repeat it.
 *
 * @param file label of the input, the same as {@link Benchmark#file} of its measurements
 * @param version poolbench's version, or empty
 * @param started ISO-8601 instant, or empty
 * @param seed of the order of trials
 * @param plan the plan's settings, flat, in the file's order
 * @param environment host, JDK, CPU and so on, flat, in the file's order
 * @param subjects what was measured, in the plan's order
 * @param trials in the order in which they ran
 */
public record Run(
    String file,
    String version,
    String started,
    long seed,
    Map<String, String> plan,
    Map<String, String> environment,
    List<Subject> subjects,
    List<Trial> trials) {

  public Run {
    plan = Collections.unmodifiableMap(new LinkedHashMap<>(plan));
    environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
    subjects = List.copyOf(subjects);
    trials = List.copyOf(trials);
  }

  /**
   * One technique under one workload.
   *
   * @param name as in {@code Bufioreuse/op=fakeconn}: a benchmark's name without its variant
   * @param source the change it was taken from
   * @param limits what it cannot reach, and why; may be empty
   */
  public record Subject(
      String name,
      String technique,
      String workload,
      String source,
      String limits,
      List<String> variants) {

    public Subject {
      variants = List.copyOf(variants);
    }
  }

  /**
   * One fork.
   *
   * @param benchmark a {@link Subject#name}
   * @param status {@code done}, {@code failed} or {@code pending}
   * @param seconds wall time, 0 where unknown
   * @param log path inside the run directory, or empty
   * @param iterations the time of each in order, where it is known; empty for other kinds of trials
   */
  public record Trial(
      int index,
      int round,
      String benchmark,
      String variant,
      String status,
      double seconds,
      String log,
      List<Double> iterations) {

    public Trial {
      iterations = List.copyOf(iterations);
    }
  }
}
