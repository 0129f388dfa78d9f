package io.poolbench.harness.run;

import io.poolbench.harness.fork.ExternalJars;
import io.poolbench.harness.fork.Runner;
import io.poolbench.harness.fork.Techniques;
import io.poolbench.harness.jar.JarSuite;
import io.poolbench.harness.machine.CodeFingerprint;
import io.poolbench.harness.machine.Environment;
import io.poolbench.harness.machine.Fitness;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule;
import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.plan.Selection;
import io.poolbench.harness.plan.Shard;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.rundir.RunDirectory;
import io.poolbench.harness.rundir.RunRecord;
import io.poolbench.harness.rundir.RunRecord.BenchmarkRecord;
import io.poolbench.harness.rundir.Sources;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A run in progress: its record so far and the directory that keeps it. */
public final class Run {

  private static final String DISTURBED =
      " trials were disturbed by other work on this machine or by its host; their share stands in"
          + " run.json";

  private final RunDirectory directory;
  private RunRecord record;
  private Predicate<String> wanted = _ -> true;
  private Predicate<Trial> asked = _ -> true;
  private @Nullable ExternalJars jars;

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
            BenchmarkRecord.all(blocks, BenchmarkRecord::of),
            Schedule.of(blocks, plan, seed),
            Fitness.warnings(Selection.threads(blocks)),
            null,
            shard,
            null);
    return new Run(directory, record);
  }

  /** Lays out a new run of jars; nothing is written or measured yet. */
  public static Run begin(
      Path root, RunPlan plan, long seed, JarSuite.Selection jars, @Nullable Shard shard) {
    return begin(root, plan, seed, jars, shard, Schedule.of(jars.blocks(), plan, seed));
  }

  /** Lays out a new run of jars without a trial: {@link #extend} says what is measured. */
  public static Run begin(Path root, RunPlan plan, long seed, JarSuite.Selection jars) {
    return begin(root, plan, seed, jars, null, List.of());
  }

  private static Run begin(
      Path root,
      RunPlan plan,
      long seed,
      JarSuite.Selection jars,
      @Nullable Shard shard,
      List<Trial> trials) {
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
            BenchmarkRecord.all(jars.blocks(), BenchmarkRecord::ofJar),
            trials,
            findings,
            jars.suite(),
            shard,
            null);
    return new Run(directory, record);
  }

  /**
   * Returns the project that the launcher belongs to; without a launcher, the working directory.
   */
  public static Path home() {
    return Path.of(System.getProperty("poolbench.home", "")).toAbsolutePath();
  }

  /** Reads what the numbers depend on: not our own code, but the JVMs of the arms. */
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
    record.requirePlanOfThisVersion();
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
    return new Run(directory, withoutLost(directory, record));
  }

  /** A trial whose result somebody deleted is measured again: nothing else could replace it. */
  private static RunRecord withoutLost(RunDirectory directory, RunRecord begun) {
    List<Trial> lost =
        begun.trials().stream()
            .filter(Trial::isDone)
            .filter(trial -> !directory.holdsResult(trial))
            .toList();
    RunRecord record = begun;
    for (Trial trial : lost) {
      record =
          record
              .ended(trial.again())
              .withFinding(trial.result() + " was deleted, so that its trial is begun again");
    }
    return record;
  }

  /**
   * Leaves only some of the benchmarks to be run on.
   *
   * @param names which of them, as in tables
   * @throws IllegalArgumentException when there is none of that name
   */
  public void narrow(Predicate<String> names) {
    if (record.benchmarks().stream().map(BenchmarkRecord::name).noneMatch(names)) {
      throw new IllegalArgumentException(
          directory.runJson()
              + ": --only: matches no benchmark of this run; there are "
              + record.benchmarks().stream().map(BenchmarkRecord::name).toList());
    }
    wanted = names;
  }

  /**
   * Adds the forks that are missing up to a number of them.
   *
   * @param rounds how many each arm is to have
   * @param names of the benchmarks that get more
   */
  public void extend(int rounds, Predicate<String> names) {
    record = record.extended(rounds, wanted.and(names));
  }

  /**
   * Adds the forks that are missing of some kinds, which the run may not have yet; no others are
   * run next.
   *
   * @param rounds how many each arm is to have, by kind
   * @param names of the benchmarks that get more
   */
  public void extend(Map<Trial.Kind, Integer> rounds, Predicate<String> names) {
    new TreeMap<>(rounds)
        .forEach((kind, most) -> record = record.extended(kind, most, wanted.and(names)));
    asked = trial -> rounds.containsKey(trial.kind()) && names.test(trial.benchmark());
  }

  /** Returns the names of what is measured, as in tables. */
  public List<String> benchmarks() {
    return record.benchmarks().stream().map(BenchmarkRecord::name).toList();
  }

  /** Returns how many arms a benchmark has; the most where they differ. */
  public int arms() {
    return record.benchmarks().stream().mapToInt(each -> each.variants().size()).max().orElse(1);
  }

  /** Returns for how long there was a fork, in all stretches of the run together. */
  public Duration measuredFor() {
    return record.measuredFor();
  }

  /** Changes how many forks the arms are to get. */
  public void choose(RunPlan.Forks forks) {
    record = record.by(record.plan().with(forks));
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

  /** Returns the run directory. */
  public Path root() {
    return directory.root();
  }

  public RunPlan plan() {
    return record.plan();
  }

  /** Returns the trials that are to be run, in their order. */
  public List<Trial> left() {
    return record.trials().stream()
        .filter(trial -> !trial.isDone() && wanted.test(trial.benchmark()) && asked.test(trial))
        .toList();
  }

  /** Estimates what is to be run, by benchmark and in their order. */
  public SequencedMap<String, Duration> expected() {
    List<Trial> left = left();
    Estimate estimate = estimate(left);
    SequencedMap<String, Duration> expected = new LinkedHashMap<>();
    left.forEach(
        trial -> expected.merge(trial.benchmark(), estimate.of(List.of(trial)), Duration::plus));
    return expected;
  }

  /** Estimates trials by what those of this run have taken. */
  Estimate estimate(List<Trial> trials) {
    Estimate estimate = new Estimate(record.plan(), trials);
    record.trials().forEach(estimate::learn);
    return estimate;
  }

  /** Adds what a reader must know before trusting the numbers; for whoever begins the run. */
  public void addFinding(String finding) {
    record = record.withFinding(finding);
  }

  /** Returns what a reader must know before trusting the numbers, as far as it is known now. */
  List<String> findings() {
    return record.findings();
  }

  long failed() {
    return record.count(Trial.Status.FAILED);
  }

  int trials() {
    return record.trials().size();
  }

  /**
   * Runs the trials that are not done, as long as the plan's budget lasts; each is on disk before
   * the next timed one starts.
   *
   * @return whether the budget lasted
   */
  boolean finish(Progress progress) {
    return finish(runner(), progress);
  }

  private Runner runner() {
    if (record.jars() == null) {
      return new Techniques(record.plan());
    }
    // Each jar's JMH is asked once for the whole run.
    ExternalJars asked = jars == null ? new ExternalJars(record.plan(), record.jars()) : jars;
    jars = asked;
    return asked.by(record.plan());
  }

  /** Runs the trials that are not done by a runner, as long as the plan's budget lasts. */
  boolean finish(Runner forks, Progress progress) {
    List<Trial> left = left();
    try (Trials trials = new Trials(new TrialRunner(forks, directory), progress, this::lasts)) {
      boolean whole = trials.run(left, this::keep);
      if (!whole) {
        record = record.withoutRest();
      }
      summarise();
      return whole;
    }
  }

  /** Tells whether the budget lasts for so much more. */
  private boolean lasts(Duration more) {
    return record
        .plan()
        .forks()
        .budget()
        .map(budget -> record.measuredFor().plus(more).compareTo(budget) <= 0)
        .orElse(true);
  }

  private void keep(TrialRunner.Ended ended) {
    Trial trial = ended.trial();
    ended.outcome().ifPresent(outcome -> directory.writeResult(trial, outcome));
    record = record.ended(trial);
    directory.keep(record, trial);
  }

  /** Adds the findings that can only be seen when all is there. */
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

  private static String version() {
    return Optional.ofNullable(Run.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }
}
