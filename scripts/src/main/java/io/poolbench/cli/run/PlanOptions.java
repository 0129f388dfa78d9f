package io.poolbench.cli.run;

import io.poolbench.cli.loop.Budget;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule;
import io.poolbench.reports.stats.Looks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Says how much is measured, and in which order. */
final class PlanOptions {

  @Option(
      names = "--plan",
      paramLabel = "NAME",
      description =
          "smoke: every technique once, in two minutes. seeds: the rows for which the "
              + "original change reported figures, in five. standard: all changes, in fifteen. "
              + "full: longer forks, until every row is decided. gate: fifty iterations per "
              + "fork, as 'poolbench gate' needs them. pools: which pool is best? Default: "
              + "${DEFAULT-VALUE}.")
  private String plan = "standard";

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description =
          "A time such as 90s, 15m or 2h in place of the plan's. Rows get forks until they "
              + "are decided; the run ends with the time.")
  private @Nullable String budget;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description =
          "Measures exactly so many rounds, whatever they show, so that stopping early "
              + "biases no effect. A comparison needs at least 4 rounds, a 95 %% interval 6. With "
              + "--resume: how many there are in the end.")
  private @Nullable Integer rounds;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description =
          "Number from which the random order of the trials follows. Default: another one "
              + "each time.")
  private @Nullable Long seed;

  /**
   * Returns the plan with what was chosen of it.
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
   * Returns how many forks the user wants; empty where the plan says it.
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

  /**
   * Returns what to say where somebody asks for so few rounds that no comparison can be made of
   * them.
   */
  Optional<String> tooFewRounds() {
    int fewest = Looks.UNTIL_DECIDED.forks().getFirst();
    return Optional.ofNullable(rounds)
        .filter(number -> number < fewest)
        .map(
            number ->
                "--rounds %d: can show no difference, however large; a comparison needs at least %d forks of each arm"
                    .formatted(number, fewest));
  }

  long order() {
    return seed == null ? Schedule.randomSeed() : seed;
  }
}
