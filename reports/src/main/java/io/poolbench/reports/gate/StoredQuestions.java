package io.poolbench.reports.gate;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.BenchmarkName;
import io.poolbench.reports.model.Fingerprint;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** Asks what can be asked of results that did not run in turns. */
public final class StoredQuestions {

  private final ResultSet results;
  private final Side old;
  private final Side now;
  private final List<Question> asked = new ArrayList<>();
  private final Unjudged unjudged = new Unjudged();

  /** A ratio of times varies with the machine, too: of others it is for the reader. */
  private final boolean sameMachine;

  /** One metric of one benchmark. */
  private record Place(BenchmarkName benchmark, String unit) {

    Place withoutVariant() {
      return new Place(benchmark.withoutVariant(), unit);
    }

    @Override
    public String toString() {
      return benchmark + " " + unit;
    }
  }

  /**
   * Holds what one input has.
   *
   * @param ofRun whether it is a run of ours, whose metrics are known
   * @param firstVariants by what all variants of a benchmark have in common
   */
  private record Side(
      String label,
      boolean ofRun,
      Map<Place, List<Double>> forks,
      Map<Place, Place> firstVariants) {

    static Side of(String label, ResultSet results) {
      Map<Place, List<Double>> forks = new LinkedHashMap<>();
      for (Measurement measurement : results.measurements()) {
        if (measurement.benchmark().file().equals(label)) {
          Place place = new Place(measurement.benchmark().name(), measurement.unit());
          List<Double> values = forks.computeIfAbsent(place, _ -> new ArrayList<>());
          measurement.values().forEach(values::add);
        }
      }
      Map<Place, Place> first = new HashMap<>();
      forks.keySet().stream()
          .filter(place -> !place.benchmark.variant().isEmpty())
          .forEach(place -> first.putIfAbsent(place.withoutVariant(), place));
      boolean ofRun = results.runs().stream().anyMatch(run -> run.file().equals(label));
      return new Side(label, ofRun, forks, first);
    }

    List<Double> values(Place place) {
      return forks.getOrDefault(place, List.of());
    }
  }

  private StoredQuestions(ResultSet results, Side old, Side now) {
    this.results = results;
    this.old = old;
    this.now = now;
    String machine = machine(old.label);
    sameMachine = !machine.equals(Fingerprint.UNRECORDED) && machine.equals(machine(now.label));
  }

  private String machine(String label) {
    return Fingerprint.of(results.runs().stream().filter(run -> run.file().equals(label)).toList())
        .name();
  }

  /**
   * Compares two results, made at different times and perhaps on different machines: metrics that
   * do not depend on the machine's speed; and of two runs of one machine the ratio of each further
   * variant to the first, which both have in themselves.
   *
   * @param baseline label of the first input
   * @param candidate label of the second
   */
  public static Questions of(ResultSet results, String baseline, String candidate) {
    StoredQuestions questions =
        new StoredQuestions(results, Side.of(baseline, results), Side.of(candidate, results));
    questions.old.forks.keySet().forEach(questions::ask);
    return new Questions(
        questions.asked, questions.missing(), List.of(), questions.unjudged.lines());
  }

  private void ask(Place place) {
    if (!now.forks.containsKey(place)) {
      return;
    }
    Metric metric = metric(place);
    if (!isAsked(metric)) {
      unjudged.add(metric);
      return;
    }
    asked.add(question(place, metric, old.values(place), now.values(place), false));
    Place first =
        place.benchmark.variant().isEmpty() ? null : old.firstVariants.get(place.withoutVariant());
    if (metric.quantity().isSpeed()
        && first != null
        && !first.equals(place)
        && now.forks.containsKey(first)) {
      asked.add(
          question(
              place,
              new Metric(
                  place.unit + " vs " + first.benchmark.variant(),
                  metric.better(),
                  Assumption.SAMPLED),
              ratios(old.values(first), old.values(place)),
              ratios(now.values(first), now.values(place)),
              sameMachine));
    }
  }

  private Metric metric(Place place) {
    return Objects.requireNonNull(results.metrics().get(place.unit));
  }

  /**
   * Tells whether a metric is asked for: of our runs what a change is about, of other tools'
   * results whatever has a direction.
   */
  private boolean isAsked(Metric metric) {
    return Questions.isGated(metric, old.ofRun && now.ofRun);
  }

  private static Question question(
      Place place,
      Metric metric,
      List<Double> baseline,
      List<Double> candidate,
      boolean comparable) {
    return new Question(
        place.benchmark.toString(),
        metric,
        new Forks(baseline, List.of()),
        new Forks(candidate, List.of()),
        comparable);
  }

  /** Round by round, since the forks of a round have met the same machine. */
  private static List<Double> ratios(List<Double> base, List<Double> values) {
    return IntStream.range(0, Math.min(base.size(), values.size()))
        .mapToObj(i -> values.get(i) / base.get(i))
        .toList();
  }

  private List<String> missing() {
    TreeSet<String> missing = new TreeSet<>();
    missing.addAll(onlyIn(old, now));
    missing.addAll(onlyIn(now, old));
    for (StoredRun run : results.runs()) {
      missing.addAll(unfinished(run));
    }
    return List.copyOf(missing);
  }

  private List<String> onlyIn(Side side, Side other) {
    List<String> missing = new ArrayList<>();
    for (Place place : side.forks.keySet()) {
      if (!other.forks.containsKey(place)) {
        if (isAsked(metric(place))) {
          missing.add("%s: only in %s".formatted(place, side.label));
        } else {
          unjudged.add(metric(place));
        }
      }
    }
    return missing;
  }

  /** Returns what a run was to measure and has not. */
  private static List<String> unfinished(StoredRun run) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (StoredRun.Trial trial : run.trials()) {
      if (!trial.status().equals("done")) {
        String arm = BenchmarkName.arm(trial.benchmark(), trial.variant());
        counts.merge(arm + ": forks " + trial.status() + " in " + run.file(), 1, Integer::sum);
      }
    }
    return counts.entrySet().stream().map(e -> e.getKey() + ": " + e.getValue()).toList();
  }
}
