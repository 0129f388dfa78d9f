package io.poolbench.harness;

import java.util.List;
import java.util.Optional;

/**
 * How much is measured: every arm runs once per round, each time in a fresh JVM.
 *
 * @param name as the user chose it
 * @param rounds forks per arm; the sample size of every comparison
 * @param warmupIterations iterations before measuring, per fork
 * @param warmupMillis length of each, in milliseconds
 * @param measurementIterations measured iterations per fork; one value per fork comes of them
 * @param measurementMillis length of each, in milliseconds
 * @param jvmArgs flags of the forks; collector and heap are pinned because with default ergonomics
 *     the same 16 KB allocation varied twentyfold between forks
 */
record RunPlan(
    String name,
    int rounds,
    int warmupIterations,
    long warmupMillis,
    int measurementIterations,
    long measurementMillis,
    List<String> jvmArgs) {

  private static final List<String> PINNED =
      List.of(
          "-Xms256m",
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:+AlwaysPreTouch",
          "--enable-native-access=ALL-UNNAMED",
          // JMH itself uses Unsafe; without it every log starts with the JDK's warning.
          "--sun-misc-unsafe-memory-access=allow");

  /** Start and end of a fork, beside its iterations; only for estimates before the first trial. */
  private static final long FORK_OVERHEAD_MILLIS = 400;

  /** Six rounds are the fewest for which the median has a bounded 95 % interval. */
  static final List<RunPlan> NAMED =
      List.of(
          new RunPlan("smoke", 6, 4, 200, 5, 200, PINNED),
          new RunPlan("standard", 10, 10, 300, 20, 150, PINNED),
          new RunPlan("full", 20, 10, 500, 50, 100, PINNED));

  RunPlan {
    jvmArgs = List.copyOf(jvmArgs);
  }

  static Optional<RunPlan> named(String name) {
    return NAMED.stream().filter(plan -> plan.name.equals(name)).findFirst();
  }

  RunPlan withRounds(int rounds) {
    return new RunPlan(
        name,
        rounds,
        warmupIterations,
        warmupMillis,
        measurementIterations,
        measurementMillis,
        jvmArgs);
  }

  /** How long one trial is expected to take, in milliseconds. */
  long trialMillis() {
    return FORK_OVERHEAD_MILLIS
        + warmupIterations * warmupMillis
        + measurementIterations * measurementMillis;
  }

  /** How long a trial may take before it counts as hung, in milliseconds. */
  long timeoutMillis() {
    return 60_000 + 10 * trialMillis();
  }
}
