package io.poolbench.harness.run;

import io.poolbench.harness.plan.Arm;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Estimates how long a run still takes. What an arm took in earlier rounds is what it will take
 * again; for one that has not run yet, it is the mean of its kind, and the plan's guess before
 * there is one.
 */
final class Estimate {

  private static final double CORES = Runtime.getRuntime().availableProcessors();

  private record Work(Trial.Kind kind, Arm arm) {
    static Work of(Trial trial) {
      return new Work(trial.kind(), trial.arm());
    }
  }

  private static final class Taken {
    private double seconds;
    private int trials;

    void add(double more) {
      seconds += more;
      trials++;
    }

    double mean() {
      return seconds / trials;
    }
  }

  private final RunPlan plan;
  private final List<Trial> left;
  private final Map<Work, Taken> taken = new HashMap<>();
  private final Map<Trial.Kind, Taken> kinds = new EnumMap<>(Trial.Kind.class);
  private double spentSeconds;

  /**
   * Estimates a run.
   *
   * @param left the trials to be run
   */
  Estimate(RunPlan plan, List<Trial> left) {
    this.plan = plan;
    this.left = new ArrayList<>(left);
  }

  /** Takes note that a trial has ended. */
  void ended(Trial trial) {
    left.removeIf(other -> other.index() == trial.index());
    learn(trial);
  }

  /** Takes note that a trial like those to be run has ended, in this run or in an earlier one. */
  void learn(Trial trial) {
    if (trial.isDone() || trial.status() == Trial.Status.FAILED) {
      taken.computeIfAbsent(Work.of(trial), _ -> new Taken()).add(trial.seconds());
      kinds.computeIfAbsent(trial.kind(), _ -> new Taken()).add(trial.seconds());
      spentSeconds += share(trial, trial.seconds());
    }
  }

  /** Estimates the time for the trials that are left; no longer than the plan's budget lasts. */
  Duration left() {
    return rest().orElseGet(() -> of(left));
  }

  /** Tells whether the plan's budget ends before the trials that are left. */
  boolean endsBefore() {
    return rest().isPresent();
  }

  /** Returns what is left of the budget, where that is less than the trials take. */
  private Optional<Duration> rest() {
    Duration all = of(left);
    return plan.forks()
        .budget()
        .map(budget -> budget.minusMillis(Math.round(1000 * spentSeconds)))
        .map(rest -> rest.isNegative() ? Duration.ZERO : rest)
        .filter(rest -> rest.compareTo(all) < 0);
  }

  /** Estimates the time for the given trials, of which those that are not timed share the cores. */
  Duration of(List<Trial> trials) {
    double seconds = 0;
    for (Trial trial : trials) {
      seconds += share(trial, seconds(trial));
    }
    return Duration.ofMillis(Math.round(1000 * seconds));
  }

  private static double share(Trial trial, double seconds) {
    return seconds / (trial.kind().isTimed() ? 1 : CORES);
  }

  /** Estimates the time for one trial, from its start to its end. */
  Duration of(Trial trial) {
    return Duration.ofMillis(Math.round(1000 * seconds(trial)));
  }

  private double seconds(Trial trial) {
    Taken known = taken.get(Work.of(trial));
    if (known == null) {
      known = kinds.get(trial.kind());
    }
    return known == null ? plan.trialMillis(trial.kind()) / 1000.0 : known.mean();
  }
}
