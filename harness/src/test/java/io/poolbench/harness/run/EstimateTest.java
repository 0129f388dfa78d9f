package io.poolbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.harness.plan.Arm;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule;
import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.Trial.Kind;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EstimateTest {

  private static final RunPlan PLAN = RunPlan.NAMED.getFirst();

  private static final List<Trial> TRIALS =
      Schedule.of(
          List.of(
              new Block(
                  Kind.TIMING, List.of(new Arm("a", "x", "before"), new Arm("a", "x", "after"))),
              new Block(Kind.FOOTPRINT, List.of(new Arm("a", "y", "before")))),
          PLAN.withRounds(6),
          1);

  /** What each trial takes here: nothing like what the plan guesses. */
  private static double seconds(Trial trial) {
    return trial.kind() == Kind.FOOTPRINT ? 11 : trial.variant().equals("before") ? 3 : 5;
  }

  private static Trial done(Trial trial) {
    return trial.done(
        "2026-11-29T12:00:00Z",
        seconds(trial),
        new Outcome("[]", null, 1, new LinkedHashMap<>(), List.of()));
  }

  private static double secondsLeftAfter(int ended) {
    return TRIALS.stream().skip(ended).mapToDouble(EstimateTest::share).sum();
  }

  /** Of the machine: those that are not timed run side by side. */
  private static double share(Trial trial) {
    return seconds(trial)
        / (trial.kind() == Kind.FOOTPRINT ? Runtime.getRuntime().availableProcessors() : 1);
  }

  @Test
  void afterTheFirstRoundItIsExactWhereTrialsTakeWhatTheyTook() {
    Estimate estimate = new Estimate(PLAN, TRIALS);
    int ended = 0;
    for (Trial trial : TRIALS) {
      estimate.ended(done(trial));
      ended++;
      if (trial.round() > 0) {
        assertThat(estimate.left().toMillis() / 1e3).isEqualTo(secondsLeftAfter(ended));
      }
    }
    assertThat(estimate.left()).isZero();
  }

  @Test
  void itIsNoLongerThanTheBudgetLasts() {
    RunPlan.Forks budgeted = PLAN.forks().within(Duration.ofSeconds(10));
    Estimate estimate = new Estimate(PLAN.with(budgeted), TRIALS);
    assertThat(estimate.left()).hasSeconds(10);
    Trial first = TRIALS.getFirst();
    estimate.ended(done(first));
    assertThat(estimate.left()).hasSeconds(10 - (long) seconds(first));
    for (int next = 1; next < 3; next++) {
      estimate.ended(done(TRIALS.get(next)));
    }
    assertThat(estimate.left()).isZero();
  }

  @Test
  void anArmThatHasNotRunIsExpectedToTakeWhatOthersOfItsKindTook() {
    Estimate estimate = new Estimate(PLAN, TRIALS);
    Trial first = TRIALS.getFirst();
    assertThat(first.kind()).isEqualTo(Kind.TIMING);
    estimate.ended(done(first));
    assertThat(estimate.of(TRIALS.get(1))).hasSeconds((long) seconds(first));
    assertThat(estimate.of(TRIALS.getLast()).toMillis())
        .isEqualTo(PLAN.trialMillis(Kind.FOOTPRINT));
  }

  @Test
  void aTrialThatWasSkippedTeachesNothing() {
    Estimate estimate = new Estimate(PLAN, TRIALS);
    estimate.ended(TRIALS.getFirst().skipped("no such thing here"));
    assertThat(estimate.of(TRIALS.get(1)).toMillis()).isEqualTo(PLAN.trialMillis(Kind.TIMING));
  }
}
