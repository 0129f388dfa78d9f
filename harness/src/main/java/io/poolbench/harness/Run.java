package io.poolbench.harness;

import io.poolbench.harness.RunRecord.BenchmarkRecord;
import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A run in progress: its record so far and the directory that keeps it. */
final class Run {

  private static final int ATTEMPTS = 2;

  private final RunDirectory directory;
  private RunRecord record;

  private Run(RunDirectory directory, RunRecord record) {
    this.directory = directory;
    this.record = record;
  }

  /** The arms of every benchmark of the catalogue whose {@code technique/workload} matches. */
  static List<List<Arm>> select(Pattern include) {
    List<List<Arm>> benchmarks = new ArrayList<>();
    for (Technique technique : Catalogue.techniques()) {
      for (Workload workload : technique.workloads()) {
        List<Arm> arms =
            workload.arms().stream()
                .map(variant -> new Arm(technique.name(), workload.name(), variant.label()))
                .toList();
        if (include.matcher(arms.getFirst().path()).find()) {
          benchmarks.add(arms);
        }
      }
    }
    return benchmarks;
  }

  /** Lays out a new run; nothing is written or measured yet. */
  static Run begin(
      RunDirectory directory, RunPlan plan, long seed, List<List<Arm>> benchmarks, Path home) {
    RunRecord record =
        new RunRecord(
            RunRecord.SCHEMA,
            version(),
            Instant.now().toString(),
            plan,
            seed,
            CodeFingerprint.ofMeasuredCode(),
            Environment.read(home),
            benchmarks.stream().map(BenchmarkRecord::of).toList(),
            Schedule.of(benchmarks, plan.rounds(), seed),
            List.of());
    return new Run(directory, record);
  }

  /**
   * Takes up a run where it stopped.
   *
   * @throws IllegalArgumentException with what is wrong, when it cannot be continued honestly
   */
  static Run resume(RunDirectory directory, Path home) {
    RunRecord record = RunRecord.fromJson(directory.read(directory.runJson()));
    if (!record.code().equals(CodeFingerprint.ofMeasuredCode())) {
      throw new IllegalArgumentException(
          "was measured with other code than is built now; build that revision ("
              + record.environment().getOrDefault("revision", "unknown")
              + ") again, or start a new run");
    }
    Map<String, String> now = Environment.read(home);
    for (String name : List.of("host", "cpu", "cores", "kernel", "jvm")) {
      String before = record.environment().getOrDefault(name, "unknown");
      String after = now.getOrDefault(name, "unknown");
      if (!before.equals(after)) {
        record =
            record.withFinding(
                "resumed with another %s: %s, then %s".formatted(name, before, after));
      }
    }
    return new Run(directory, record);
  }

  /** Writes what is known so far. */
  void save() throws IOException {
    directory.create();
    directory.write(record);
  }

  RunPlan plan() {
    return record.plan();
  }

  List<Trial> left() {
    return record.trials().stream().filter(trial -> !trial.isDone()).toList();
  }

  long failed() {
    return record.count(Trial.Status.FAILED);
  }

  int trials() {
    return record.trials().size();
  }

  /** Runs every trial that is not done; each is on disk before the next one starts. */
  void finish(Progress progress) {
    try (TrialRunner runner = new TrialRunner(record.plan(), directory)) {
      for (Trial pending : left()) {
        progress.starting(pending);
        Trial trial = pending;
        for (int attempt = 0; attempt < ATTEMPTS && !trial.isDone(); attempt++) {
          trial = runner.run(trial);
        }
        record = record.withTrial(trial);
        directory.write(record);
        progress.ended(trial);
      }
    }
  }

  private static String version() {
    return Optional.ofNullable(Run.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }
}
