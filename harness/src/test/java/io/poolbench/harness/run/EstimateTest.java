package io.poolbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.harness.plan.Arm;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule;
import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.Trial.Kind;
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
          PLAN,
          1);

  /** What each trial takes here: nothing like what the plan guesses. */
  private static double seconds(Trial trial) {
    return trial.kind() == Kind.FOOTPRINT ? 11 : trial.variant().equals("before") ? 3 : 5;
  }

  private static double secondsLeftAfter(int ended) {
    return TRIALS.stream().skip(ended).mapToDouble(EstimateTest::seconds).sum();
  }

  @Test
  void afterTheFirstRoundItIsExactWhereTrialsTakeWhatTheyTook() {
    Estimate estimate = new Estimate(PLAN, TRIALS);
    int ended = 0;
    for (Trial trial : TRIALS) {
      estimate.ended(trial, seconds(trial));
      ended++;
      if (trial.round() > 0) {
        assertThat(estimate.left().toMillis() / 1e3).isEqualTo(secondsLeftAfter(ended));
      }
    }
    assertThat(estimate.left()).isZero();
  }

  @Test
  void beforeAnythingHasRunItIsThePlansGuess() {
    assertThat(new Estimate(PLAN, TRIALS).left().toMillis())
        .isEqualTo(TRIALS.stream().mapToLong(trial -> PLAN.trialMillis(trial.kind())).sum());
  }
}
