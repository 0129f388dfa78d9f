package io.poolbench.cli.gate;

import io.poolbench.reports.gate.AcceptedCounts;
import io.poolbench.reports.model.Declared;
import io.poolbench.reports.model.InputException;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.resultfile.ObjectsFile;
import io.poolbench.reports.resultfile.RunFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Accepts the counts of a run as a baseline. */
final class RunCounts {

  private RunCounts() {}

  /**
   * Writes the counts of one arm.
   *
   * @param directory of the run
   * @param declared exact
   * @param wanted arm, where the run has several
   * @param file to be written
   * @param replace whether nothing of the file stays
   * @param read of the run
   * @return what was done, in one line
   */
  static String accept(
      String directory,
      Declared declared,
      Optional<String> wanted,
      Path file,
      boolean replace,
      ResultSet read) {
    if (read.runs().isEmpty()) {
      throw new InputException(
          directory, "no poolbench run", "a run directory", "make one with 'poolbench run'");
    }
    ResultSet results = declared.apply(read);
    StoredRun run = results.runs().getFirst();
    List<String> arms =
        run.subjects().stream().flatMap(its -> its.variants().stream()).distinct().toList();
    Optional<String> arm =
        run.jars().isEmpty() && wanted.isEmpty() && !arms.contains(LiveGate.HEAD)
            ? Optional.empty()
            : Optional.of(arm(directory, arms, wanted));
    RunFiles files = new RunFiles(Path.of(directory));
    Map<String, String> paths =
        run.subjects().stream()
            .collect(Collectors.toMap(StoredRun.Subject::name, StoredRun.Subject::path));
    Function<StoredRun.Trial, Optional<String>> names = trial -> name(paths, trial, arm);
    AcceptedCounts counts = AcceptedCounts.of(results, names, trial -> counted(files, trial));
    List<StoredRun.Trial> accepted =
        run.trials().stream().filter(trial -> names.apply(trial).isPresent()).toList();
    requireWhole(directory, accepted, counts, declared.missing(counts.units()));
    AcceptedCounts before =
        replace || !Files.exists(file)
            ? new AcceptedCounts(counts.jvm(), List.of())
            : CountsFile.read(file);
    requireOneJvm(file, before, counts);
    AcceptedCounts merged = counts.over(before);
    CountsFile.write(file, merged);
    return told(file, before, merged) + withoutBytes(accepted, names, counts);
  }

  private static String told(Path file, AcceptedCounts before, AcceptedCounts counts) {
    long few =
        counts.rows().stream()
            .filter(
                row ->
                    !row.unit().startsWith("source-") && row.forks() < AcceptedCounts.ENOUGH_FORKS)
            .count();
    return "%s: %d counts%s%s%s"
        .formatted(
            file,
            counts.rows().size(),
            some(before.replaced(counts), "replaced"),
            some(before.dropped(counts), "dropped"),
            few == 0
                ? ""
                : ", of which %d have fewer than %d forks, which show no modes"
                    .formatted(few, AcceptedCounts.ENOUGH_FORKS));
  }

  /** Tells of bytes that are JMH's, which others may not be compared with. */
  private static String withoutBytes(
      List<StoredRun.Trial> accepted,
      Function<StoredRun.Trial, Optional<String>> names,
      AcceptedCounts counts) {
    Set<String> counted = counts.having(AcceptedCounts.BYTES);
    long without =
        accepted.stream()
            .filter(trial -> trial.metrics().containsKey(AcceptedCounts.BYTES))
            .flatMap(trial -> names.apply(trial).stream())
            .filter(name -> !counted.contains(name))
            .distinct()
            .count();
    return without == 0
        ? ""
        : "; %d benchmarks without B/op, which their JVM cannot count: JMH's own hold more"
            .formatted(without);
  }

  private static String some(long rows, String what) {
    return rows == 0 ? "" : ", %d %s".formatted(rows, what);
  }

  /** Refuses counts of two JVMs in one file: what a compiler leaves of objects is its own. */
  private static void requireOneJvm(Path file, AcceptedCounts before, AcceptedCounts counts) {
    List<String> stay = before.notIn(counts);
    if (!before.jvm().equals(counts.jvm()) && !stay.isEmpty()) {
      throw new InputException(
          file.toString(),
          "accepted on '%s', this run on '%s', which has not run %d of its benchmarks"
              .formatted(before.jvm(), counts.jvm(), stay.size()),
          "counts of one JVM",
          "run all of them, or write the file anew with --replace");
    }
  }

  private static String arm(String directory, List<String> arms, Optional<String> wanted) {
    if (wanted.isPresent() && !arms.contains(wanted.get())) {
      throw new InputException(
          "--arm " + wanted.get(), "no such arm in " + directory, "one of " + arms, "name it");
    }
    if (wanted.isEmpty() && arms.size() > 1 && !arms.contains(LiveGate.HEAD)) {
      throw new InputException(directory, "the arms " + arms, "one arm", "say which with --arm");
    }
    return wanted.orElse(arms.contains(LiveGate.HEAD) ? LiveGate.HEAD : arms.getFirst());
  }

  /** A variant of our techniques is a benchmark of its own, as a gate calls it. */
  private static Optional<String> name(
      Map<String, String> paths, StoredRun.Trial trial, Optional<String> arm) {
    Optional<String> path = Optional.ofNullable(paths.get(trial.benchmark()));
    return arm.isEmpty()
        ? path.map(its -> its + "/" + trial.variant())
        : path.filter(_ -> trial.variant().equals(arm.get()));
  }

  /** JMH's own bytes hold what JMH allocates around the operations. */
  private static Map<String, Double> counted(RunFiles files, StoredRun.Trial trial) {
    return files
        .file(trial.file("-objects.json"))
        .map(file -> Map.of(AcceptedCounts.BYTES, sum(ObjectsFile.bytes(file))))
        .orElse(Map.of());
  }

  private static double sum(Map<String, Double> bytes) {
    return bytes.values().stream().mapToDouble(Double::doubleValue).sum();
  }

  /** A baseline that silently lacks a benchmark guards nothing of it. */
  private static void requireWhole(
      String directory,
      List<StoredRun.Trial> trials,
      AcceptedCounts counts,
      List<String> undeclared) {
    List<String> failed =
        trials.stream()
            .filter(trial -> Set.of("failed", "pending").contains(trial.status()))
            .map(trial -> trial.benchmark() + " " + trial.status())
            .distinct()
            .toList();
    if (!failed.isEmpty()) {
      throw new InputException(
          directory, "forks that are not done: " + failed, "a whole run", "resume it or run again");
    }
    if (!undeclared.isEmpty()) {
      throw new InputException(
          ExactMetrics.OPTION,
          "no counts of %s in %s".formatted(undeclared, directory),
          "counters of its benchmarks",
          "check the name; forks of a gate count them");
    }
    if (counts.rows().isEmpty()) {
      throw new InputException(
          directory, "no counts", "forks that count bytes and objects", "make a run again");
    }
  }
}
