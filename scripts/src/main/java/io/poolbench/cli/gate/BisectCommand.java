package io.poolbench.cli.gate;

import io.poolbench.cli.loop.Budget;
import io.poolbench.cli.revision.Bisection;
import io.poolbench.cli.revision.BuildOptions;
import io.poolbench.cli.shell.ExitCode;
import io.poolbench.cli.shell.Timestamp;
import io.poolbench.cli.shell.Words;
import io.poolbench.reports.model.Visible;
import io.poolbench.reports.view.Verdicts;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code poolbench bisect}: which commit has made it worse? */
@Command(
    name = "bisect",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Finds the first commit that is worse than a good one, and says what it changed.",
      "",
      "Each commit is built in a worktree of its own and judged against the good one, "
          + "as 'gate' does: by counts, and where counts show nothing worse at the bad end, by "
          + "time. A commit that cannot be built or judged is skipped.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 found; 2 wrong usage, or nothing is worse at the bad end; 3 "
          + "several are left, since commits were skipped or the budget is over.",
      "",
      Words.TITLE,
      Words.ARM,
      Words.FORK,
      "",
      "Examples:",
      "  poolbench bisect v1.2 main --include MapBench",
      "  poolbench bisect v1.2 HEAD --include MapBench --budget 30m --build 'make jmh'"
    })
public final class BisectCommand implements Callable<Integer> {

  private final GateRuns runs;
  private final Path project;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "GOOD", description = "A revision that is good.")
  private String good = "";

  @Parameters(index = "1", paramLabel = "BAD", description = "A later one that is worse.")
  private String bad = "";

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      description = "Judges only benchmarks whose name matches.")
  private @Nullable Pattern include;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description =
          "Time for the forks that are timed, shared out over the steps, such as 30m or "
              + "2h. Default: until each step is decided.")
  private @Nullable String budget;

  @Mixin private BuildOptions build = new BuildOptions();

  @Mixin private JvmOptions jvm = new JvmOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Directory of the runs. Default: target/poolbench/bisect-<timestamp>.")
  private @Nullable Path out;

  public BisectCommand(GateRuns runs) {
    this(runs, Path.of("").toAbsolutePath());
  }

  /** Bisects a project in another folder than the working directory. */
  BisectCommand(GateRuns runs, Path project) {
    this.runs = runs;
    this.project = project;
  }

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    Optional<Duration> most = Budget.given(command, budget);
    Bisection bisection = Bisection.between(project, good, bad);
    CommitGate gate =
        new CommitGate(
            bisection, build, directory(), runs, jvm.jvm(), include, most, command.getErr());
    try (GateRuns.Hold _ = gate.hold()) {
      Verdicts worst = new BisectSteps(bisection, gate, command.getErr()).run();
      String why = gate.isOver() ? "the budget is over" : "some were skipped";
      return print(bisection.suspects(), why, worst, command.getOut());
    }
  }

  private Path directory() {
    return (out == null ? Path.of("target/poolbench/bisect-" + Timestamp.now()) : out)
        .toAbsolutePath()
        .normalize();
  }

  private static int print(
      List<Bisection.Commit> suspects, String why, Verdicts worst, PrintWriter out) {
    if (suspects.size() == 1) {
      out.println("first bad commit: " + text(suspects.getFirst()));
    } else {
      out.printf("the first bad commit is one of %d, since %s:%n", suspects.size(), why);
      suspects.forEach(commit -> out.println("  " + text(commit)));
    }
    BisectSteps.failures(worst).forEach(row -> out.println(Visible.text(text(row))));
    worst.explanations().stream()
        .flatMap(each -> each.lines().stream())
        .forEach(line -> out.println("cause: " + Visible.text(line)));
    return suspects.size() == 1 ? ExitCode.OK : ExitCode.INCONCLUSIVE;
  }

  private static String text(Bisection.Commit commit) {
    return commit.name() + " " + Visible.text(commit.subject());
  }

  private static String text(Verdicts.Row row) {
    return "REGRESSED %s %s: %s -> %s, %s"
        .formatted(row.benchmark(), row.name(), row.baseline(), row.candidate(), row.change());
  }
}
