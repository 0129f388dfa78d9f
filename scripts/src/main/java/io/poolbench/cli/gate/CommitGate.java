package io.poolbench.cli.gate;

import io.poolbench.cli.report.Calibrations;
import io.poolbench.cli.revision.Bisection;
import io.poolbench.cli.revision.BuildOptions;
import io.poolbench.cli.revision.RevisionException;
import io.poolbench.reports.model.Declared;
import io.poolbench.reports.model.InputException;
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
  private LiveGate.Scope scope = scope(LiveGate.Time.NONE, Optional.empty());
  private int begun;

  /**
   * Builds the good one.
   *
   * @param directory for runs and jars
   * @param include which benchmarks; null for all changes
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
      PrintWriter err) {
    this.bisection = bisection;
    this.options = options;
    this.directory = directory;
    this.runs = runs;
    this.jvm = jvm;
    this.include = include;
    this.err = err;
    new LiveGate(directory, scope, runs, silent()).requireNew();
    good = built(bisection.good());
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

  /** What a gate tells of a commit while it is judged is more than its one line. */
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
   * @throws RevisionException for one that holds nothing to measure
   * @throws InputException where the machine does not let it
   */
  Verdicts judge(Bisection.Commit commit, GateRuns.Jars jars) {
    begun++;
    return gate(commit).judge(GateRuns.Sides.ofJars(good, jars, jvm, include));
  }

  /**
   * Judges the last commit by time, too, and those that come.
   *
   * @param budget of each
   */
  Verdicts judgeByTime(Bisection.Commit last, Optional<Duration> budget) {
    scope = scope(LiveGate.Time.GATE, budget);
    return gate(last).resume();
  }

  private LiveGate gate(Bisection.Commit commit) {
    return new LiveGate(directory.resolve(begun + "-" + commit.name()), scope, runs, silent());
  }
}
