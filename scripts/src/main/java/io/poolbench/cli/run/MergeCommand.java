package io.poolbench.cli.run;

import io.poolbench.cli.shell.ExitCode;
import io.poolbench.cli.shell.Words;
import io.poolbench.harness.merge.MergedDirectory;
import io.poolbench.reports.model.Visible;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poolbench merge}: run directories to a run directory. */
@Command(
    name = "merge",
    description = {"Puts the shards of a run, which several machines have measured, together.", ""},
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Each benchmark was measured on one host, with all its arms. Where hosts differ, "
          + "every report of the merged run says in what. Refused with exit code 2: shards "
          + "of different code, plans, arms or versions of poolbench; a benchmark that two "
          + "hosts have measured; without --partial also shards that are missing or "
          + "unfinished.",
      "",
      Words.TITLE,
      Words.ARM,
      Words.SHARD,
      "",
      "Examples:",
      "  poolbench merge shard-1 shard-2 shard-3 --out whole",
      "  poolbench merge shards/* --out whole --same-hosts",
      "  poolbench merge shards/* --out whole --partial    # one machine was lost"
    })
public final class MergeCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "SHARD", description = "Run directories, in any order.")
  private List<Path> shards = List.of();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The run directory to write. It must be new or empty.")
  private Path out = Path.of("");

  @Option(
      names = "--same-hosts",
      description =
          "Refuses hosts that differ in os, cpu, cores, kernel, jvm, governor or memory. "
              + "Without it every report tells the difference.")
  private boolean sameHosts;

  @Option(
      names = "--partial",
      description =
          "Merges the shards that are there. Every report tells what is missing or "
              + "unfinished.")
  private boolean partial;

  /**
   * Merges the runs, and shows what came of it.
   *
   * @throws ParameterException with one clear line, for whatever the user can put right
   */
  @Override
  public Integer call() {
    try {
      tell(MergedDirectory.write(shards, out, partial, sameHosts));
      return ExitCode.OK;
    } catch (IllegalArgumentException e) {
      throw mistake(String.valueOf(e.getMessage()));
    } catch (IOException | UncheckedIOException e) {
      Throwable cause = e instanceof UncheckedIOException unchecked ? unchecked.getCause() : e;
      throw mistake(
          "%s: cannot be read or written; is the whole run directory there, and space on the disk?"
              .formatted(cause));
    }
  }

  private void tell(MergedDirectory merged) {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    merged
        .findings()
        .forEach(
            finding -> command.getErr().println("poolbench: warning: " + Visible.text(finding)));
    command
        .getOut()
        .printf(
            Locale.ROOT,
            "%d runs of %d hosts, %d benchmarks, %d trials: %s%nnext: poolbench compare %s%n",
            merged.runs(),
            merged.hosts(),
            merged.benchmarks(),
            merged.trials(),
            out,
            out);
  }

  private ParameterException mistake(String message) {
    return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
  }
}
