package io.poolbench.cli.run;

import io.poolbench.harness.RunPlan;
import io.poolbench.harness.Schedule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much is measured, and in which order. */
final class PlanOptions {

  @Option(
      names = "--plan",
      paramLabel = "NAME",
      description = {
        "smoke (half an hour for everything), standard (an hour and",
        "a half) or full (six hours): all changes; gate: fifty",
        "iterations per fork, as 'poolbench gate' needs them; pools:",
        "which pool? (forty minutes);",
        "default ${DEFAULT-VALUE}"
      })
  private String plan = "standard";

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "forks per arm, instead of the plan's; intervals need 6; with --resume, how many there"
              + " are to be in the end")
  private @Nullable Integer rounds;

  @Option(names = "--seed", paramLabel = "N", description = "order of the trials; default random")
  private @Nullable Long seed;

  /**
   * The plan with its rounds.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  RunPlan chosen() {
    Integer wanted = rounds();
    RunPlan named =
        RunPlan.named(plan)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--plan: found '%s', expected one of %s"
                            .formatted(plan, RunPlan.NAMED.stream().map(RunPlan::name).toList())));
    return wanted == null ? named : named.withRounds(wanted);
  }

  /**
   * As given, or null.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  @Nullable Integer rounds() {
    if (rounds != null && rounds < 1) {
      throw new IllegalArgumentException("--rounds: found " + rounds + ", expected at least 1");
    }
    return rounds;
  }

  long order() {
    return seed == null ? Schedule.randomSeed() : seed;
  }
}
