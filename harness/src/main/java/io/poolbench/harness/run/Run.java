package io.poolbench.harness.run;

import io.poolbench.harness.fork.ExternalJars;
import io.poolbench.harness.fork.Runner;
import io.poolbench.harness.fork.Techniques;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.machine.CodeFingerprint;
import io.poolbench.harness.machine.Environment;
import io.poolbench.harness.machine.Fitness;
import io.poolbench.harness.machine.Interruption;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule;
import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.plan.Selection;
import io.poolbench.harness.plan.Shard;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.harness.rundir.RunDirectory;
import io.poolbench.harness.rundir.RunRecord;
import io.poolbench.harness.rundir.RunRecord.BenchmarkRecord;
import io.poolbench.harness.rundir.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A run in progress: its record so far and the directory that keeps it. */
public final class Run {

  private static final int ATTEMPTS = 2;

  private static final String DISTURBED =
      " trials were disturbed by other work on this machine or by its host; their share stands in"
          + " run.json";

  private final RunDirectory directory;
  private RunRecord record;
  private Predicate<String> wanted = _ -> true;

  private Run(RunDirectory directory, RunRecord record) {
    this.directory = directory;
    this.record = record;
  }

  /**
   * Refuses to begin a run where there is anything.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public static void requireNew(Path root) {
    new RunDirectory(root).requireNew();
  }

  /**
   * Refuses to go on where no run has begun.
   *
   * @throws IllegalArgumentException with what is wrong
   */
  public static void requireBegun(Path root) {
    new RunDirectory(root).requireRun();
  }

  /**
   * Lays out a new run of the catalogue; nothing is written or measured yet.
   *
   * @param root of the run directory
   * @param seed of the order of the trials
   * @param shard which part of a run this is; null where it is the whole
   * @throws IllegalArgumentException when there is a run already
   */
  public static Run begin(
      Path root, RunPlan plan, long seed, List<Block> blocks, @Nullable Shard shard) {
    RunDirectory directory = new RunDirectory(root);
    directory.requireNoRun();
    RunRecord record =
        new RunRecord(
            RunRecord.SCHEMA,
            version(),
            Instant.now().toString(),
            plan,
            seed,
            CodeFingerprint.ofMeasuredCode(),
            Environment.read(home()),
            blocks.stream().map(block -> BenchmarkRecord.of(block.arms())).distinct().toList(),
            Schedule.of(blocks, plan, seed),
            Fitness.warnings(Selection.threads(blocks)),
            null,
            shard,
            null);
    return new Run(directory, record);
  }

  /** As above, of benchmarks that are not ours. */
  public static Run begin(
      Path root, RunPlan plan, long seed, JarSuite.Selection jars, @Nullable Shard shard) {
    RunDirectory directory = new RunDirectory(root);
    directory.requireNoRun();
    // How many threads a benchmark runs stands in its annotations, for JMH alone to read.
    List<String> findings = new ArrayList<>(Fitness.warnings(1));
    jars.suite().unmatched().forEach(benchmark -> findings.add(benchmark.toString()));
    RunRecord record =
        new RunRecord(
            RunRecord.SCHEMA,
            version(),
            Instant.now().toString(),
            plan,
            seed,
            jars.suite().fingerprint(),
            environment(jars.suite()),
            jars.blocks().stream()
                .map(block -> BenchmarkRecord.ofJar(block.arms()))
                .distinct()
                .toList(),
            Schedule.of(jars.blocks(), plan, seed),
            findings,
            jars.suite(),
            shard,
            null);
    return new Run(directory, record);
  }

  /** The project that the launcher belongs to; without a launcher, the working directory. */
  public static Path home() {
    return Path.of(System.getProperty("poolbench.home", "")).toAbsolutePath();
  }

  /** What the numbers depend on: not our own code, but the JVMs of the arms. */
  private static Map<String, String> environment(@Nullable JarSuite jars) {
    Map<String, String> environment = Environment.read(home());
    if (jars != null) {
      environment.put("jvm", jars.jvms());
      environment.keySet().removeAll(Set.of("revision", "uncommitted changes"));
    }
    return environment;
  }

  /**
   * Takes up a run where it stopped.
   *
   * @param onSameMachine whether another machine or JVM than before is refused; else it is told
   * @throws IllegalArgumentException with what is wrong, when it cannot be continued honestly
   */
  public static Run resume(Path root, boolean onSameMachine) {
    RunDirectory directory = new RunDirectory(root);
    directory.requireRun();
    RunRecord record = directory.record();
    try {
      return resumed(directory, record, onSameMachine);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(directory.runJson() + ": " + e.getMessage(), e);
    }
  }

  private static Run resumed(RunDirectory directory, RunRecord begun, boolean onSameMachine) {
    RunRecord record = begun;
    if (record.parts() != null) {
      throw new IllegalArgumentException(
          "was merged from %d runs, and what is added now would be of one machine only; resume those runs and merge them again"
              .formatted(record.parts().size()));
    }
    if (record.jars() != null) {
      record.jars().requireUnchanged();
    } else if (!record.code().equals(CodeFingerprint.ofMeasuredCode())) {
      throw new IllegalArgumentException(
          "was measured with other code than is built now; build that revision ("
              + record.environment().getOrDefault("revision", "unknown")
              + ") again, or start a new run");
    }
    Map<String, String> now = environment(record.jars());
    for (String name : List.of("host", "cpu", "cores", "kernel", "jvm")) {
      String before = record.environment().getOrDefault(name, "unknown");
      String after = now.getOrDefault(name, "unknown");
      if (!before.equals(after) && onSameMachine) {
        throw new IllegalArgumentException(
            "was begun with %s %s, found %s; continue it where it was begun, or start a new run"
                .formatted(name, before, after));
      }
      if (!before.equals(after)) {
        record =
            record.withFinding(
                "resumed with another %s: %s, then %s".formatted(name, before, after));
      }
    }
    return new Run(directory, record);
  }

  /**
   * Leaves only some of the benchmarks to be run on.
   *
   * @param names which of them, as in tables
   * @param rounds how many each of them is to have, unless null
   * @throws IllegalArgumentException when there is none of that name
   */
  public void narrow(Predicate<String> names, @Nullable Integer rounds) {
    if (record.benchmarks().stream().map(BenchmarkRecord::name).noneMatch(names)) {
      throw new IllegalArgumentException(
          directory.runJson()
              + ": --only: matches no benchmark of this run; there are "
              + record.benchmarks().stream().map(BenchmarkRecord::name).toList());
    }
    wanted = names;
    if (rounds != null) {
      record = record.extended(rounds, names);
    }
  }

  /** Writes what is known so far. */
  void save() throws IOException {
    directory.create();
    directory.write(record);
    Sources.write(record, directory);
  }

  RunDirectory directory() {
    return directory;
  }

  RunPlan plan() {
    return record.plan();
  }

  List<Trial> left() {
    return record.trials().stream()
        .filter(trial -> !trial.isDone() && wanted.test(trial.benchmark()))
        .toList();
  }

  /** What a reader must know before trusting the numbers, as far as it is known now. */
  List<String> findings() {
    return record.findings();
  }

  long failed() {
    return record.count(Trial.Status.FAILED);
  }

  int trials() {
    return record.trials().size();
  }

  /** Runs every trial that is not done; each is on disk before the next one starts. */
  void finish(Progress progress) {
    finish(
        record.jars() == null
            ? new Techniques(record.plan())
            : new ExternalJars(record.plan(), record.jars()),
        progress);
  }

  /** Runs every trial that is not done by a runner. */
  void finish(Runner forks, Progress progress) {
    TrialRunner runner = new TrialRunner(forks, directory);
    Map<Kind, String> unavailable = new EnumMap<>(Kind.class);
    for (Trial pending : left()) {
      progress.starting(pending);
      String why = unavailable.get(pending.kind());
      Trial trial = why == null ? attempt(runner, pending) : pending.skipped(why);
      if (trial.status() == Trial.Status.SKIPPED) {
        unavailable.putIfAbsent(trial.kind(), String.valueOf(trial.failure()));
      }
      record = record.ended(trial);
      directory.keep(record, trial);
      progress.ended(trial);
    }
    summarise();
  }

  /** What can only be seen when all is there. */
  private void summarise() {
    record = record.withoutFindings(CrossCheck::isItsOwn);
    for (String finding : CrossCheck.findings(record, directory)) {
      record = record.withFinding(finding);
    }
    List<Trial> disturbed =
        record.trials().stream()
            .filter(Trial::isDone)
            .filter(trial -> trial.disturbance() != null && trial.disturbance().isWorthTelling())
            .toList();
    record = record.withoutFindings(finding -> finding.endsWith(DISTURBED));
    if (!disturbed.isEmpty()) {
      record =
          record.withFinding(
              "%d of %d%s".formatted(disturbed.size(), record.trials().size(), DISTURBED));
    }
    directory.write(record);
  }

  private static Trial attempt(TrialRunner runner, Trial pending) {
    Trial trial = runner.run(pending);
    for (int attempt = 1; attempt < ATTEMPTS && trial.status() == Trial.Status.FAILED; attempt++) {
      Interruption.awaitEnd();
      trial = runner.run(trial);
    }
    // Neither did it fail, nor may another one start.
    Interruption.awaitEnd();
    return trial;
  }

  private static String version() {
    return Optional.ofNullable(Run.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }
}
