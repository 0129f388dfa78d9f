package io.poolbench.harness.run;

import io.poolbench.harness.plan.Arm;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a run still takes. What an arm took in earlier rounds is what it will take again; for
 * one that has not run yet, the plan's guess is corrected by how far it was off for those that
 * have.
 */
final class Estimate {

  private record Work(Trial.Kind kind, Arm arm) {
    static Work of(Trial trial) {
      return new Work(trial.kind(), trial.arm());
    }
  }

  private static final class Taken {
    private double seconds;
    private int trials;

    double mean() {
      return seconds / trials;
    }
  }

  private final RunPlan plan;
  private final List<Trial> left;
  private final Map<Work, Taken> taken = new HashMap<>();
  private double planned;
  private double spent;

  /**
   * Estimates a run.
   *
   * @param left the trials to be run
   */
  Estimate(RunPlan plan, List<Trial> left) {
    this.plan = plan;
    this.left = new ArrayList<>(left);
  }

  /** A trial has ended after so many seconds. */
  void ended(Trial trial, double seconds) {
    left.removeIf(other -> other.index() == trial.index());
    learn(trial, seconds);
  }

  /** A trial like those to be run has taken so many seconds, in this run or in an earlier one. */
  void learn(Trial trial, double seconds) {
    Taken sum = taken.computeIfAbsent(Work.of(trial), _ -> new Taken());
    sum.seconds += seconds;
    sum.trials++;
    planned += guess(trial);
    spent += seconds;
  }

  /** As of now. */
  Duration left() {
    return of(left);
  }

  /** Of any trials. */
  Duration of(List<Trial> trials) {
    double correction = planned == 0 ? 1 : spent / planned;
    double seconds = 0;
    for (Trial trial : trials) {
      Taken known = taken.get(Work.of(trial));
      seconds += known == null ? correction * guess(trial) : known.mean();
    }
    return Duration.ofMillis(Math.round(1000 * seconds));
  }

  private double guess(Trial trial) {
    return plan.trialMillis(trial.kind()) / 1000.0;
  }
}
