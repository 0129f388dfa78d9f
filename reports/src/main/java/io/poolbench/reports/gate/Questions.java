package io.poolbench.reports.gate;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.Quantity;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
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

  /** Tells which of the metrics of a run are asked for. */
  public enum Tier {
    /** Asks for bytes and objects, by forks in which nothing is timed. */
    COUNTS,
    /** Asks for times and collections. */
    TIMES;

    boolean holds(StoredRun.Trial trial) {
      return (this == TIMES) == trial.kind().equals("timing");
    }

    boolean holds(Metric metric) {
      return (this == COUNTS) == ExactRule.covers(metric);
    }
  }

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
    Asking asking = new Asking(results, candidate, tier, rounds);
    StoredRun run = asking.run();
    asking.missing(alone(run, baseline));
    List<String> added = new ArrayList<>(alone(run, candidate));
    asking.missing(added);
    ArmBaseline by = new ArmBaseline(baseline);
    for (StoredRun.Subject subject : run.subjects()) {
      if (!subject.variants().containsAll(List.of(baseline, candidate))) {
        // Of three arms, which two others have.
        String only =
            "%s: only in %s".formatted(subject.name(), String.join(", ", subject.variants()));
        asking.missing(only);
        if (subject.variants().contains(candidate)) {
          added.add(only);
        }
      } else if (tier == Tier.COUNTS || !subject.footprint()) {
        asking.ask(subject, by);
      }
    }
    return asking.questions(added, List.of());
  }

  /** Tells the benchmarks that no other arm has. */
  private static List<String> alone(StoredRun run, String arm) {
    return run.unmatched().stream()
        .filter(alone -> alone.arm().equals(arm))
        .map(alone -> "%s: only in %s".formatted(alone.benchmark(), arm))
        .toList();
  }

  static Metric metric(ResultSet results, String unit) {
    return results
        .metrics()
        .getOrDefault(unit, new Metric(unit, Better.UNKNOWN, Assumption.SAMPLED));
  }

  /** Tells the forks without a finite value, where others of their arm have one. */
  static List<String> unread(
      String benchmark, String unit, String arm, List<StoredRun.Trial> trials) {
    List<StoredRun.Trial> having = having(unit, trials);
    List<String> kinds = having.stream().map(StoredRun.Trial::kind).distinct().toList();
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
  static List<String> failures(String benchmark, List<StoredRun.Trial> trials, List<String> arms) {
    List<String> failures = new ArrayList<>();
    for (String arm : arms) {
      List<StoredRun.Trial> all = trials.stream().filter(t -> t.variant().equals(arm)).toList();
      List<StoredRun.Trial> failed = all.stream().filter(t -> t.status().equals("failed")).toList();
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

  static List<StoredRun.Trial> done(List<StoredRun.Trial> trials, String arm) {
    return trials.stream()
        .filter(trial -> trial.variant().equals(arm) && trial.status().equals("done"))
        .toList();
  }

  static List<String> units(List<StoredRun.Trial> before, List<StoredRun.Trial> after) {
    return Stream.of(before, after)
        .flatMap(List::stream)
        .flatMap(trial -> trial.metrics().keySet().stream())
        .distinct()
        .toList();
  }

  static List<StoredRun.Trial> having(String unit, List<StoredRun.Trial> trials) {
    return trials.stream().filter(trial -> trial.metrics().containsKey(unit)).toList();
  }

  static Forks forks(String unit, List<StoredRun.Trial> trials) {
    List<StoredRun.Trial> forks = having(unit, trials);
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
    Quantity quantity = Quantity.of(unit);
    return quantity.isSpeed() || quantity.isCount();
  }

  /**
   * Tells whether a metric is asked for.
   *
   * @param ofRun whether a run of ours measured it: of other results nobody but who declared a
   *     direction knows what matters
   */
  static boolean isGated(Metric metric, boolean ofRun) {
    return metric.better() != Better.UNKNOWN
        && (!ofRun || metric.quantity().isSpeed() || ExactRule.covers(metric));
  }

  static Forks forks(
      StoredRun run, String benchmark, String arm, String unit, List<Double> values) {
    List<StoredRun.Trial> forks =
        having(
            unit,
            run.trials().stream()
                .filter(trial -> trial.benchmark().equals(benchmark))
                .filter(trial -> trial.variant().equals(arm))
                .toList());
    return new Forks(values, forks.size() == values.size() ? iterations(unit, forks) : List.of());
  }

  /** Returns those of all forks, or none; of several modes only the first one has any. */
  private static List<List<Double>> iterations(String unit, List<StoredRun.Trial> forks) {
    boolean known =
        Quantity.of(unit).isSpeed()
            && forks.stream()
                .allMatch(
                    trial ->
                        !trial.iterations().isEmpty()
                            && trial.metrics().keySet().iterator().next().equals(unit));
    return known ? forks.stream().map(StoredRun.Trial::iterations).toList() : List.of();
  }
}
