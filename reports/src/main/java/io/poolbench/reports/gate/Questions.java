package io.poolbench.reports.gate;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds what can be asked of results.
 *
 * @param asked one question per benchmark and metric that both sides have
 * @param missing benchmarks and metrics that a side does not have, as text for the reader
 * @param added of these, benchmarks that only the candidate's jar has
 * @param unjudged metrics that were measured and are not asked for, as text for the reader
 */
public record Questions(
    List<Question> asked, List<String> missing, List<String> added, List<String> unjudged) {

  /** Time, or throughput as JMH and its users write it; the mode where a benchmark has several. */
  private static final Pattern TIME =
      Pattern.compile("((thrpt|avgt|sample|ss)-)?(sec/op|op/sec|ops/sec)");

  /** Tells which of the metrics of a run are asked for. */
  public enum Tier {
    /** Asks for bytes and objects, by forks in which nothing is timed. */
    COUNTS,
    /** Asks for times and collections. */
    TIMES;

    private boolean holds(Run.Trial trial) {
      return (this == TIMES) == trial.kind().equals("timing");
    }

    boolean holds(Metric metric) {
      return (this == COUNTS) == ExactRule.covers(metric);
    }
  }

  private static final String COLLECTIONS = "gc-sec/op";

  public Questions {
    asked = List.copyOf(asked);
    missing = List.copyOf(missing);
    added = List.copyOf(added);
    unjudged = List.copyOf(unjudged);
  }

  /**
   * Compares two arms of one run, whose forks took turns.
   *
   * @param results of the run and of no other
   * @param baseline the arm that counts as good
   * @param candidate the arm to be judged
   * @param tier of metrics, each of which has forks of its own
   * @param rounds those that count: a run that is resumed has later ones already
   */
  public static Questions ofArms(
      ResultSet results, String baseline, String candidate, Tier tier, int rounds) {
    Run run = results.runs().getFirst();
    List<Question> asked = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> added = new ArrayList<>();
    Unjudged unjudged = new Unjudged();
    missing.addAll(alone(run, baseline));
    added.addAll(alone(run, candidate));
    missing.addAll(added);
    for (Run.Subject subject : run.subjects()) {
      if (!subject.variants().containsAll(List.of(baseline, candidate))) {
        // Of three arms, which two others have.
        missing.add(
            "%s: only in %s".formatted(subject.name(), String.join(", ", subject.variants())));
        if (subject.variants().contains(candidate)) {
          added.add(missing.getLast());
        }
        continue;
      }
      List<Run.Trial> trials = trials(run, subject, tier, rounds);
      missing.addAll(failures(subject.name(), trials, List.of(baseline, candidate)));
      List<Run.Trial> before = done(trials, baseline);
      List<Run.Trial> after = done(trials, candidate);
      for (String unit : units(before, after)) {
        Metric metric = metric(results, unit);
        if (!tier.holds(metric)) {
          continue;
        }
        double time = unit.equals(COLLECTIONS) ? time(before) : Double.NaN;
        if (!isGated(metric, true) && Double.isNaN(time)) {
          unjudged.add(metric);
          continue;
        }
        missing.addAll(unread(subject.name(), unit, baseline, before));
        missing.addAll(unread(subject.name(), unit, candidate, after));
        if (having(unit, before).isEmpty() || having(unit, after).isEmpty()) {
          missing.add(
              "%s %s: only in %s"
                  .formatted(
                      subject.name(), unit, having(unit, after).isEmpty() ? baseline : candidate));
        } else {
          Question question =
              new Question(subject.name(), metric, forks(unit, before), forks(unit, after), true);
          asked.add(Double.isNaN(time) ? question : question.ofCollections(time));
          if (question.hasPercentiles()) {
            asked.add(question.ofMeans());
          }
        }
      }
    }
    return new Questions(asked, missing, added, unjudged.lines());
  }

  /** Tells the benchmarks that no other arm has. */
  private static List<String> alone(Run run, String arm) {
    return run.unmatched().stream()
        .filter(alone -> alone.arm().equals(arm))
        .map(alone -> "%s: only in %s".formatted(alone.benchmark(), arm))
        .toList();
  }

  /** Returns the trials of a tier in which a benchmark was run, of the rounds that count. */
  static List<Run.Trial> trials(Run run, Run.Subject subject, Tier tier, int rounds) {
    return run.trials().stream()
        .filter(trial -> trial.benchmark().equals(subject.name()) && trial.round() < rounds)
        .filter(tier::holds)
        .toList();
  }

  static Metric metric(ResultSet results, String unit) {
    return results
        .metrics()
        .getOrDefault(unit, new Metric(unit, Better.UNKNOWN, Assumption.SAMPLED));
  }

  /** Of one operation, in seconds: the middle of what the forks say first; NaN where none does. */
  private static double time(List<Run.Trial> trials) {
    for (String unit : units(trials, List.of())) {
      if (isTime(unit)) {
        double value = forks(unit, trials).median();
        return unit.endsWith("/op") ? value : 1 / value;
      }
    }
    return Double.NaN;
  }

  /** Tells the forks without a finite value, where others of their arm have one. */
  static List<String> unread(String benchmark, String unit, String arm, List<Run.Trial> trials) {
    List<Run.Trial> having = having(unit, trials);
    List<String> kinds = having.stream().map(Run.Trial::kind).distinct().toList();
    long all = trials.stream().filter(trial -> kinds.contains(trial.kind())).count();
    return all == having.size()
        ? List.of()
        : List.of(
            "%s %s: %s of %s forks of %s have no finite value"
                .formatted(benchmark, unit, all - having.size(), all, arm));
  }

  /**
   * Tells the forks that failed: one that did so twice says something of its arm, whatever the
   * others say.
   */
  static List<String> failures(String benchmark, List<Run.Trial> trials, List<String> arms) {
    List<String> failures = new ArrayList<>();
    for (String arm : arms) {
      List<Run.Trial> all = trials.stream().filter(t -> t.variant().equals(arm)).toList();
      List<Run.Trial> failed = all.stream().filter(t -> t.status().equals("failed")).toList();
      if (!failed.isEmpty()) {
        failures.add(
            "%s: %s of %s forks of %s failed; see %s"
                .formatted(benchmark, failed.size(), all.size(), arm, failed.getFirst().log()));
      } else if (done(trials, arm).isEmpty()) {
        failures.add("%s: no fork of %s was run".formatted(benchmark, arm));
      }
    }
    return failures;
  }

  static List<Run.Trial> done(List<Run.Trial> trials, String arm) {
    return trials.stream()
        .filter(trial -> trial.variant().equals(arm) && trial.status().equals("done"))
        .toList();
  }

  static List<String> units(List<Run.Trial> before, List<Run.Trial> after) {
    return Stream.of(before, after)
        .flatMap(List::stream)
        .flatMap(trial -> trial.metrics().keySet().stream())
        .distinct()
        .toList();
  }

  static List<Run.Trial> having(String unit, List<Run.Trial> trials) {
    return trials.stream().filter(trial -> trial.metrics().containsKey(unit)).toList();
  }

  static Forks forks(String unit, List<Run.Trial> trials) {
    List<Run.Trial> forks = having(unit, trials);
    List<Double> values =
        forks.stream().map(trial -> Objects.requireNonNull(trial.metrics().get(unit))).toList();
    return new Forks(values, iterations(unit, forks));
  }

  /** Returns these questions and others of the same run. */
  public Questions and(Questions more) {
    return new Questions(
        joined(asked, more.asked),
        joined(missing, more.missing),
        joined(added, more.added),
        joined(unjudged, more.unjudged));
  }

  private static <T> List<T> joined(List<T> some, List<T> more) {
    return Stream.concat(some.stream(), more.stream()).distinct().toList();
  }

  /**
   * Asks two arms of a run that has another baseline, too: what has come since this one, and what
   * went before that one, is told and not missing.
   *
   * @param said the baseline, as people read it
   */
  public static Questions ofRelease(
      ResultSet results, String release, String said, String candidate, Tier tier, int rounds) {
    Questions all = ofArms(results, release, candidate, tier, rounds);
    List<String> excused = new ArrayList<>(all.added);
    excused.addAll(alone(results.runs().getFirst(), release));
    UnaryOperator<String> against = text -> "against %s: %s".formatted(said, text);
    return new Questions(
        all.asked.stream().map(question -> question.against(said)).toList(),
        all.missing.stream().filter(text -> !excused.contains(text)).map(against).toList(),
        List.of(),
        joined(all.unjudged, excused.stream().map(against).toList()));
  }

  /**
   * Returns the same questions, but what only the candidate has is not missing: there is nothing to
   * judge it by.
   */
  public Questions withoutAdded() {
    return new Questions(
        asked,
        missing.stream().filter(text -> !added.contains(text)).toList(),
        List.of(),
        unjudged);
  }

  /**
   * Tells whether a change of pooling is about a unit; collections and pauses are for the reader to
   * judge.
   */
  static boolean isGated(String unit) {
    return isTime(unit) || ExactRule.covers(new Metric(unit, Better.LOWER, Assumption.SAMPLED));
  }

  /**
   * Tells whether a metric is asked for.
   *
   * @param ofRun whether a run of ours measured it: of other results nobody but who declared a
   *     direction knows what matters
   */
  static boolean isGated(Metric metric, boolean ofRun) {
    return metric.better() != Better.UNKNOWN
        && (!ofRun || isTime(metric.unit()) || ExactRule.covers(metric));
  }

  /** Tells whether a unit is one of time or of throughput, in any mode of JMH. */
  public static boolean isTime(String unit) {
    return TIME.matcher(unit).matches();
  }

  static Forks forks(Run run, String benchmark, String arm, String unit, List<Double> values) {
    List<Run.Trial> forks =
        having(
            unit,
            run.trials().stream()
                .filter(trial -> trial.benchmark().equals(benchmark))
                .filter(trial -> trial.variant().equals(arm))
                .toList());
    return new Forks(values, forks.size() == values.size() ? iterations(unit, forks) : List.of());
  }

  /** Of all forks, or none; of a benchmark with several modes they are of the first one's unit. */
  private static List<List<Double>> iterations(String unit, List<Run.Trial> forks) {
    boolean known =
        isTime(unit)
            && forks.stream()
                .allMatch(
                    trial ->
                        !trial.iterations().isEmpty()
                            && trial.metrics().keySet().iterator().next().equals(unit));
    return known ? forks.stream().map(Run.Trial::iterations).toList() : List.of();
  }
}
