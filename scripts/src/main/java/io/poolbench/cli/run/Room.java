package io.poolbench.cli.run;

import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule;
import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.run.Costs;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * The benchmarks of which a budget lasts for a first look, the most important ones first. One that
 * got fewer forks could not be compared at all, and would take the time of others.
 *
 * @param fitting names, as in tables
 * @param left names of those for which there is no room
 * @param all how long a first look at all of them takes
 * @param budget how much time there is
 * @param forks of each variant that a first look takes
 */
record Room(List<String> fitting, List<String> left, Duration all, Duration budget, int forks) {

  /**
   * Finds out, by the plan's own estimates, what fits into its budget; empty where it has none.
   *
   * @throws IllegalArgumentException when there is no room for a single benchmark
   */
  static Optional<Room> in(RunPlan plan, List<Block> blocks) {
    return plan.forks()
        .budget()
        .map(
            budget ->
                of(Costs.planned(Schedule.byPriority(blocks), plan), budget, plan.forks().first()));
  }

  /**
   * Divides benchmarks into those that fit and those that do not.
   *
   * @param millis that each takes for a first look, the most important one first
   */
  static Room of(SequencedMap<String, Long> millis, Duration budget, int forks) {
    List<String> fitting = new ArrayList<>();
    List<String> left = new ArrayList<>();
    Duration sum = Duration.ZERO;
    Duration all = Duration.ZERO;
    for (Map.Entry<String, Long> benchmark : millis.entrySet()) {
      Duration takes = Duration.ofMillis(benchmark.getValue());
      all = all.plus(takes);
      if (sum.plus(takes).compareTo(budget) <= 0) {
        sum = sum.plus(takes);
        fitting.add(benchmark.getKey());
      } else {
        left.add(benchmark.getKey());
      }
    }
    if (fitting.isEmpty()) {
      Map.Entry<String, Long> shortest =
          Collections.min(millis.entrySet(), Map.Entry.comparingByValue());
      throw new IllegalArgumentException(
          "--budget: found %s, expected %s at least, for %d forks of each variant of %s; give more, or choose another one with --include"
              .formatted(
                  Costs.minutes(budget),
                  Costs.minutes(Duration.ofMillis(shortest.getValue())),
                  forks,
                  shortest.getKey()));
    }
    return new Room(List.copyOf(fitting), List.copyOf(left), all, budget, forks);
  }

  boolean has(Block block) {
    return fitting.contains(block.benchmark());
  }

  /** Says in one line what is left out, where anything is. */
  Optional<String> told() {
    return left.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%d of %d benchmarks are left out: %d forks of each variant of all take about %s, and the budget was %s; a new run with more --budget measures them, or with --include some of them: %s"
                .formatted(
                    left.size(),
                    left.size() + fitting.size(),
                    forks,
                    Costs.minutes(all),
                    Costs.minutes(budget),
                    String.join(", ", left)));
  }
}
