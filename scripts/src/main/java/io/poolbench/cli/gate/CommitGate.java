package io.poolbench.cli.gate;

import io.poolbench.cli.report.Calibrations;
import io.poolbench.cli.revision.Bisection;
import io.poolbench.cli.revision.BuildOptions;
import io.poolbench.cli.revision.RevisionException;
import io.poolbench.reports.model.Declared;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.resultfile.ResultFiles;
import io.poolbench.reports.view.Verdicts;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges commits against a good one, each built and run in a directory of its own. */
final class CommitGate {

  private final Bisection bisection;
  private final BuildOptions options;
  private final Path directory;
  private final GateRuns runs;
  private final GateRuns.Jvm jvm;
  private final @Nullable Pattern include;
  private final PrintWriter err;
  private final GateRuns.Jars good;
  private LiveGate.Time time = LiveGate.Time.NONE;
  private Optional<Duration> left;
  private int begun;

  /**
   * Builds the good one.
   *
   * @param directory for runs and jars
   * @param include which benchmarks; null for all changes
   * @param budget of all forks that are timed; empty for as many as it takes
   * @param err told each build
   * @throws InputException where there is something in the directory, or it does not build
   */
  CommitGate(
      Bisection bisection,
      BuildOptions options,
      Path directory,
      GateRuns runs,
      GateRuns.Jvm jvm,
      @Nullable Pattern include,
      Optional<Duration> budget,
      PrintWriter err) {
    this.bisection = bisection;
    this.options = options;
    this.directory = directory;
    this.runs = runs;
    this.jvm = jvm;
    this.include = include;
    this.err = err;
    left = budget;
    new LiveGate(directory, scope(1), runs, silent()).requireNew();
    good = built(bisection.good());
  }

  private LiveGate.Scope scope(int steps) {
    return new LiveGate.Scope(
        true,
        time,
        left.map(all -> all.dividedBy(steps)),
        new Calibrations(Path.of(Calibrations.FOLDER)),
        new Declared(Map.of()),
        Optional.empty());
  }

  /** Swallows what a gate tells of a commit while it is judged: its one line is enough. */
  private static PrintWriter silent() {
    return new PrintWriter(Writer.nullWriter());
  }

  /**
   * Builds a commit.
   *
   * @throws RevisionException for one that does not build
   * @throws InputException where the machine does not let it
   */
  GateRuns.Jars built(Bisection.Commit commit) {
    err.printf("bisect: building %s%n", commit.name());
    err.flush();
    return new GateRuns.Jars(
        commit.name(), bisection.build(commit, options, directory, silent()).toString());
  }

  /**
   * Takes the machine for all commits, so that no other run makes one of them fail.
   *
   * @throws InputException while another process has it
   */
  GateRuns.Hold hold() {
    return runs.hold(directory);
  }

  /**
   * Judges a commit.
   *
   * @param steps that are left, this one included, to share what is left of the budget
   * @throws RevisionException for one that holds nothing to measure
   * @throws InputException where the machine does not let it
   */
  Verdicts judge(Bisection.Commit commit, GateRuns.Jars jars, int steps) {
    begun++;
    return spent(
        gate(commit, steps).judge(GateRuns.Sides.ofJars(good, jars, jvm, include)), commit);
  }

  /** Judges the last commit by time, too, and those that come. */
  Verdicts judgeByTime(Bisection.Commit last, int steps) {
    time = LiveGate.Time.GATE;
    return spent(gate(last, steps).resume(), last);
  }

  private Verdicts spent(Verdicts verdicts, Bisection.Commit commit) {
    if (time != LiveGate.Time.NONE) {
      Duration timed = timed(run(commit));
      // What was too little for one fork is too little for all that come.
      left = left.map(all -> timed.isZero() ? Duration.ZERO : all.minus(timed));
    }
    return verdicts;
  }

  private static Duration timed(Path run) {
    double seconds =
        ResultFiles.readRun(run).runs().getFirst().trials().stream()
            .filter(trial -> trial.kind().equals("timing"))
            .mapToDouble(StoredRun.Trial::seconds)
            .sum();
    return Duration.ofMillis(Math.round(1000 * seconds));
  }

  /** Returns whether nothing is left of the budget. */
  boolean isOver() {
    return left.filter(all -> !all.isPositive()).isPresent();
  }

  private LiveGate gate(Bisection.Commit commit, int steps) {
    return new LiveGate(run(commit), scope(steps), runs, silent());
  }

  private Path run(Bisection.Commit commit) {
    return directory.resolve(begun + "-" + commit.name());
  }
}
