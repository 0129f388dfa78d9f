package io.poolbench.cli.run;

import io.poolbench.cli.loop.Budget;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule;
import io.poolbench.reports.stats.Looks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much is measured, and in which order. */
final class PlanOptions {

  @Option(
      names = "--plan",
      paramLabel = "NAME",
      description = {
        "smoke: every technique once (two minutes); seeds: the rows",
        "of which a seed tells figures (ten); standard: all changes",
        "(forty); full: until all is decided, with longer forks;",
        "gate: fifty iterations per fork, as 'poolbench gate' needs",
        "them; pools: which pool? Default: ${DEFAULT-VALUE}"
      })
  private String plan = "standard";

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description = {
        "such as 90s, 15m or 2h, instead of the plan's: rows get",
        "forks until they are decided, and the run ends with it"
      })
  private @Nullable String budget;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = {
        "so many forks per arm, whatever they show, so that no",
        "effect is biased by stopping early; intervals need 6; with",
        "--resume, how many there are to be in the end"
      })
  private @Nullable Integer rounds;

  @Option(names = "--seed", paramLabel = "N", description = "order of the trials; default random")
  private @Nullable Long seed;

  /**
   * The plan with what was chosen of it.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  RunPlan chosen() {
    Optional<RunPlan.Forks> wanted = forks();
    RunPlan named =
        RunPlan.named(plan)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "--plan: found '%s', expected one of %s"
                            .formatted(plan, RunPlan.NAMED.stream().map(RunPlan::name).toList())));
    return wanted.map(named::with).orElse(named);
  }

  /**
   * How many forks the user wants; empty where the plan says it.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  Optional<RunPlan.Forks> forks() {
    if (rounds != null && budget != null) {
      throw new IllegalArgumentException(
          "--budget and --rounds: a run ends with the time or with the number of forks; leave one out");
    }
    if (rounds != null && rounds < 1) {
      throw new IllegalArgumentException("--rounds: found " + rounds + ", expected at least 1");
    }
    if (rounds != null) {
      return Optional.of(RunPlan.Forks.fixed(rounds));
    }
    return Optional.ofNullable(budget)
        .map(
            text ->
                RunPlan.Forks.untilDecided(Looks.UNTIL_DECIDED.forks()).within(Budget.parse(text)));
  }

  long order() {
    return seed == null ? Schedule.randomSeed() : seed;
  }
}
