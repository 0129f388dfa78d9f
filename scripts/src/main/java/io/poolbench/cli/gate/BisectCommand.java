package io.poolbench.cli.gate;

import io.poolbench.cli.loop.Budget;
import io.poolbench.cli.report.Calibrations;
import io.poolbench.cli.revision.Bisection;
import io.poolbench.cli.revision.BuildOptions;
import io.poolbench.cli.shell.ExitCode;
import io.poolbench.reports.model.Declared;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.Visible;
import io.poolbench.reports.view.Verdicts;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
import picocli.CommandLine.ParameterException;
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
      "Each commit is built in a worktree of its own and judged against the good one, as 'gate'",
      "does: by counts, and where counts do not differ between both ends, by time. One that cannot",
      "be built or judged is skipped.",
      ""
    },
    footer = {
      "",
      "Exit codes: 0 found, 2 wrong usage, or nothing is worse at the bad end, 3 commits that were",
      "skipped leave several.",
      "",
      "Examples:",
      "  poolbench bisect v1.2 main --include MapBench",
      "  poolbench bisect v1.2 HEAD --include MapBench --budget 30m --build 'mvn -q package'"
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
      description = "Only benchmarks whose name matches.")
  private @Nullable Pattern include;

  @Option(
      names = "--budget",
      paramLabel = "TIME",
      description = {
        "Of the forks that are timed, shared out over the steps, such as 30m or 2h; default: until",
        "each is decided."
      })
  private @Nullable String budget;

  @Mixin private BuildOptions build = new BuildOptions();

  @Mixin private JvmOptions jvm = new JvmOptions();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Directory of the runs; default: target/poolbench/bisect-<timestamp>.")
  private @Nullable Path out;

  public BisectCommand(GateRuns runs) {
    this(runs, Path.of("").toAbsolutePath());
  }

  /** Of a project in another folder than the working directory. */
  BisectCommand(GateRuns runs, Path project) {
    this.runs = runs;
    this.project = project;
  }

  @Override
  public Integer call() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    Optional<Duration> most = budget(command);
    Bisection bisection = Bisection.between(project, good, bad);
    Path directory = directory();
    new LiveGate(directory, scope(LiveGate.Time.NONE, Optional.empty()), runs, command.getErr())
        .requireNew();
    Bisection.Commit first = bisection.good();
    Path base = bisection.build(first, build, directory, silent());
    return new Steps(bisection, base, directory, most, command).run();
  }

  private Optional<Duration> budget(CommandLine command) {
    try {
      return Optional.ofNullable(budget).map(Budget::parse);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command, String.valueOf(e.getMessage()));
    }
  }

  private Path directory() {
    return (out != null
            ? out
            : Path.of(
                "target/poolbench/bisect-"
                    + LocalDateTime.now(ZoneId.systemDefault())
                        .format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT))))
        .toAbsolutePath()
        .normalize();
  }

  private static LiveGate.Scope scope(LiveGate.Time time, Optional<Duration> budget) {
    return new LiveGate.Scope(
        true,
        time,
        budget,
        new Calibrations(Path.of(Calibrations.FOLDER)),
        new Declared(Map.of()),
        Optional.empty());
  }

  /** Each step is one line. */
  private static PrintWriter silent() {
    return new PrintWriter(Writer.nullWriter());
  }

  /** What is done until the first bad commit is known. */
  private final class Steps {
    private final Bisection bisection;
    private final Path base;
    private final Path directory;
    private final Optional<Duration> budget;
    private final PrintWriter out;
    private final PrintWriter err;
    private LiveGate.Scope scope = scope(LiveGate.Time.NONE, Optional.empty());
    private int steps;

    Steps(
        Bisection bisection,
        Path base,
        Path directory,
        Optional<Duration> budget,
        CommandLine command) {
      this.bisection = bisection;
      this.base = base;
      this.directory = directory;
      this.budget = budget;
      out = command.getOut();
      err = command.getErr();
    }

    int run() {
      Verdicts worst = ends();
      List<Verdicts.Row> worse = failures(worst);
      for (Optional<Bisection.Commit> next = bisection.next();
          next.isPresent();
          next = bisection.next()) {
        Bisection.Commit commit = next.get();
        Optional<Verdicts> seen = judged(commit);
        if (seen.isEmpty()) {
          bisection.skip(commit);
        } else if (failures(seen.get()).stream().anyMatch(row -> isOneOf(row, worse))) {
          bisection.isBad(commit);
          worst = seen.get();
          tell(commit, "bad, " + amounts(seen.get()));
        } else if (worse.stream().allMatch(row -> isConclusive(row, seen.get()))) {
          bisection.isGood(commit);
          tell(commit, "good");
        } else {
          bisection.skip(commit);
          tell(commit, "skipped: " + seen.get().summary());
        }
      }
      return answer(worst);
    }

    /** Of the bad end, by counts or, where these do not differ, by time. */
    private Verdicts ends() {
      Bisection.Commit end = bisection.bad();
      Path jar = bisection.build(end, build, directory, silent());
      Verdicts counts = judge(end, jar);
      if (!failures(counts).isEmpty()) {
        err.printf("bisect: by counts, at most %d steps%n", steps());
        tell(end, "bad, " + amounts(counts));
        return counts;
      }
      int most = steps();
      scope = scope(LiveGate.Time.GATE, budget.map(all -> all.dividedBy(most + 1)));
      Verdicts times = resumed(end);
      if (failures(times).isEmpty()) {
        throw new InputException(
            "GOOD %s and BAD %s".formatted(good, bad),
            "no benchmark that is worse: " + times.summary(),
            "a regression between them",
            "see 'poolbench gate --base %s --head %s', or name other commits".formatted(good, bad));
      }
      err.printf("bisect: counts do not differ; by time, at most %d steps%n", most);
      tell(end, "bad, " + amounts(times));
      return times;
    }

    private int steps() {
      return 32 - Integer.numberOfLeadingZeros(bisection.suspects().size() - 1);
    }

    /** Empty, and told, for a commit that cannot be built or measured. */
    private Optional<Verdicts> judged(Bisection.Commit commit) {
      try {
        return Optional.of(judge(commit, bisection.build(commit, build, directory, silent())));
      } catch (InputException e) {
        tell(commit, "skipped: " + e.getMessage());
        return Optional.empty();
      }
    }

    private Verdicts judge(Bisection.Commit commit, Path jar) {
      steps++;
      LiveGate gate = gate(commit);
      try (GateRuns.Hold _ = runs.hold(gate.directory())) {
        return gate.judge(
            GateRuns.Sides.ofJars(
                new GateRuns.Jars(good, base.toString()),
                new GateRuns.Jars(commit.name(), jar.toString()),
                jvm.jvm(),
                include));
      }
    }

    private Verdicts resumed(Bisection.Commit commit) {
      LiveGate gate = gate(commit);
      try (GateRuns.Hold _ = runs.hold(gate.directory())) {
        return gate.resume();
      }
    }

    private LiveGate gate(Bisection.Commit commit) {
      return new LiveGate(directory.resolve(steps + "-" + commit.name()), scope, runs, silent());
    }

    private void tell(Bisection.Commit commit, String answer) {
      err.println(
          "bisect: %s %s (%s)"
              .formatted(commit.name(), Visible.text(answer), Visible.text(commit.subject())));
      err.flush();
    }

    private int answer(Verdicts worst) {
      List<Bisection.Commit> suspects = bisection.suspects();
      if (suspects.size() == 1) {
        out.println("first bad commit: " + text(suspects.getFirst()));
      } else {
        out.printf(
            "the first bad commit is one of %d, since some were skipped:%n", suspects.size());
        suspects.forEach(commit -> out.println("  " + text(commit)));
      }
      failures(worst).forEach(row -> out.println(Visible.text(text(row))));
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

    private static String amounts(Verdicts verdicts) {
      Verdicts.Row first = failures(verdicts).getFirst();
      int more = failures(verdicts).size() - 1;
      return "%s %s %s%s"
          .formatted(
              first.benchmark(),
              first.name(),
              first.change(),
              more == 0 ? "" : " and %d more".formatted(more));
    }

    private static List<Verdicts.Row> failures(Verdicts verdicts) {
      return verdicts.rows().stream().filter(Verdicts.Row::isFailure).toList();
    }

    private static boolean isOneOf(Verdicts.Row row, List<Verdicts.Row> rows) {
      return rows.stream()
          .anyMatch(
              each -> each.benchmark().equals(row.benchmark()) && each.name().equals(row.name()));
    }

    /** Whether the same is surely no regression elsewhere. */
    private static boolean isConclusive(Verdicts.Row row, Verdicts verdicts) {
      return verdicts.rows().stream()
          .filter(each -> isOneOf(each, List.of(row)))
          .anyMatch(
              each -> !each.verdict().equals("inconclusive") && !each.verdict().equals("refused"));
    }
  }
}
