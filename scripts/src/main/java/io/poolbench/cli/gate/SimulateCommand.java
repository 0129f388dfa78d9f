package io.poolbench.cli.gate;

import io.poolbench.cli.shell.ExitCode;
import io.poolbench.reports.gate.Proof;
import io.poolbench.reports.gate.Rule;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code poolbench simulate}: what the gate does where the truth is known. */
@Command(
    name = "simulate",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows how often the gate is right, on simulated forks whose true effect is known.",
      "Forks drift with the machine, settle in two modes, and one in nine changes its level while",
      "it is measured. Beside the gate stand the rules that are commonly used instead.",
      ""
    },
    footer = {"", "Example:", "  poolbench simulate --suites 2000 --seed 7"})
public final class SimulateCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = "--suites",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Suites of 20 benchmarks; default: ${DEFAULT-VALUE}.")
  private int suites;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed gives the same table; default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
    Proof proof =
        Proof.of(
            Rule.STANDARD,
            suites,
            seed,
            done -> {
              err.printf(Locale.ROOT, "simulate: %.0f %% done%n", 100 * done);
              err.flush();
            });
    print(proof, out);
    return ExitCode.OK;
  }

  private void print(Proof proof, PrintWriter out) {
    out.printf(
        Locale.ROOT,
        "%d suites of %d benchmarks, seed %d; forks differ by %.1f %% in the 10th percentile of"
            + " their iterations and by %.1f %% in the mean%n%n",
        proof.suites(),
        Proof.BENCHMARKS,
        seed,
        100 * proof.quickDeviation(),
        100 * proof.meanDeviation());
    out.printf("%-26s %16s %10s %10s %10s%n", "", "false alarm", "finds", "finds", "finds");
    out.printf("%-26s %16s %10s %10s %10s%n", "rule", "in a suite", "+5 %", "+10 %", "+20 %");
    proof
        .rules()
        .forEach(
            (name, rates) -> {
              out.printf(Locale.ROOT, "%-26s %14.1f %%", name, 100 * rates.falseAlarms());
              rates
                  .found()
                  .values()
                  .forEach(found -> out.printf(Locale.ROOT, " %8.1f %%", 100 * found));
              out.println();
            });
    int most = Rule.STANDARD.looks().getLast();
    out.printf(
        Locale.ROOT,
        "%nThe other rules use %d forks per arm. Where nothing changed, the gate used %.1f: %.0f %%"
            + " fewer than a fixed %d.%nIts 95 %% intervals hold the truth in %.1f %% of decisions.%n",
        Proof.FIXED_FORKS,
        proof.forks(),
        100 * (1 - proof.forks() / most),
        most,
        100 * proof.coverage());
  }
}
