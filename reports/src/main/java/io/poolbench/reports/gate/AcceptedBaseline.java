package io.poolbench.reports.gate;

import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.StoredRun;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A file of accepted counts, whose rows are taken off as the run answers them. */
final class AcceptedBaseline implements Asking.Baseline {

  private final AcceptedCounts counts;
  private final String file;
  private final Map<String, AcceptedCounts.Row> left;
  private final Set<String> unknown = new TreeSet<>();

  /**
   * Begins with all rows.
   *
   * @param file that holds them, for the reader
   */
  AcceptedBaseline(AcceptedCounts counts, String file) {
    this.counts = counts;
    this.file = file;
    left = counts.byKey();
  }

  @Override
  public String arm() {
    return "";
  }

  @Override
  public void ask(
      Asking asking,
      StoredRun.Subject subject,
      Metric metric,
      List<StoredRun.Trial> before,
      List<StoredRun.Trial> after) {
    String unit = metric.unit();
    String key = subject.path() + " " + unit;
    AcceptedCounts.Row row = left.remove(key);
    if (!ExactRule.covers(metric)) {
      if (row == null) {
        asking.unjudged(metric);
      } else {
        asking.missing("%s: declared exact in %s only; give --exact-metric".formatted(key, file));
      }
    } else if (AcceptedCounts.isJmhs(unit, after)) {
      if (row != null) {
        asking.missing("%s: this JVM cannot count it, and JMH's own hold more".formatted(key));
      }
    } else {
      asking.missing(Questions.unread(subject.name(), unit, asking.candidate(), after));
      if (row == null) {
        unknown.add(counts.has(subject.path()) ? key : subject.path());
      } else {
        Forks now = AcceptedCounts.rounded(metric, Questions.forks(unit, after));
        asking.add(new Question(subject.name(), metric, row.values(), now, false));
      }
    }
  }

  /** Returns the benchmarks and metrics that the file does not hold, a line for each. */
  List<String> added() {
    return unknown.stream().map(name -> name + ": not in " + file).toList();
  }

  /**
   * Returns what only the file holds of all that was to run.
   *
   * @param include the paths of that
   */
  List<String> gone(StoredRun run, Pattern include) {
    Set<String> ran = ran(run);
    return left.values().stream()
        .filter(row -> ran.contains(row.benchmark()) || include.matcher(row.benchmark()).find())
        .map(row -> ran.contains(row.benchmark()) ? row.key() : row.benchmark())
        .map(name -> "%s: only in %s".formatted(name, file))
        .distinct()
        .toList();
  }

  /** Says in one line how much of the file was not to run; returns none where all was. */
  List<String> leftOut(StoredRun run, Pattern include) {
    Predicate<String> asked = include.asPredicate();
    Set<String> ran = ran(run);
    long others =
        left.values().stream()
            .map(AcceptedCounts.Row::benchmark)
            .filter(name -> !ran.contains(name) && !asked.test(name))
            .distinct()
            .count();
    return others == 0
        ? List.of()
        : List.of("%d benchmarks of %s: left out by --include".formatted(others, file));
  }

  private static Set<String> ran(StoredRun run) {
    return run.subjects().stream().map(StoredRun.Subject::path).collect(Collectors.toSet());
  }
}
