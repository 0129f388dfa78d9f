package io.poolbench.harness.merge;

import io.poolbench.harness.machine.Hosts;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.rundir.RunDirectory;
import io.poolbench.harness.rundir.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A run directory that is to be merged with others. */
record MergeInput(Path root, RunRecord run) {

  private static final Pattern OF_A_TRIAL = Pattern.compile("(\\d{4,9})-.+");

  /**
   * Reads a run directory.
   *
   * @throws IllegalArgumentException with what is wrong, when it is no run
   */
  static MergeInput read(Path root) {
    RunDirectory directory = new RunDirectory(root);
    if (!directory.holdsRun()) {
      throw new IllegalArgumentException(
          (Files.isDirectory(root) ? "%s: holds no run.json" : "%s: no such directory")
                  .formatted(root)
              + ", expected a run directory; name those that 'poolbench run --shard' wrote");
    }
    RunRecord run = directory.record();
    try {
      run.requirePlanOfThisVersion();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(directory.runJson() + ": " + e.getMessage(), e);
    }
    return new MergeInput(root, run);
  }

  /** Names the run in lines that people read: {@code shard-2 (host a)}. */
  String name() {
    return root + " (host " + Hosts.name(run.environment()) + ")";
  }

  long pending() {
    return run.count(Trial.Status.PENDING);
  }

  int shardIndex() {
    return run.shard() == null ? 0 : run.shard().index();
  }

  /**
   * Returns the files of each trial: results, logs, recordings.
   *
   * @throws IllegalArgumentException when the result of a trial is gone
   */
  Map<Integer, List<Path>> filesByTrial() throws IOException {
    Map<Integer, List<Path>> files = new TreeMap<>();
    Path trials = root.resolve("trials");
    if (Files.isSymbolicLink(trials)) {
      throw new IllegalArgumentException(
          trials
              + ": is a link, expected a folder; copy the whole run directory, as 'cp -rL' does");
    }
    try (Stream<Path> all = Files.list(trials)) {
      for (Path file : all.sorted().toList()) {
        Matcher name = OF_A_TRIAL.matcher(file.getFileName().toString());
        // A killed run may have left a half file behind.
        if (name.matches() && !name.group().endsWith(".part")) {
          files.merge(
              Integer.valueOf(name.group(1)),
              List.of(file),
              (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
        }
      }
    }
    for (Trial trial : run.trials()) {
      if (trial.isDone()
          && !files.getOrDefault(trial.index(), List.of()).contains(root.resolve(trial.result()))) {
        throw new IllegalArgumentException(
            "%s: is missing, though run.json says that the trial is done; copy the whole run directory"
                .formatted(root.resolve(trial.result())));
      }
    }
    return files;
  }
}
