package io.poolbench.reports.gate;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What can be asked of results.
 *
 * @param asked one question per benchmark and metric that both sides have
 * @param missing benchmarks and metrics that a side does not have, as text for the reader
 * @param added of these, benchmarks that only the candidate's jar has
 */
public record Questions(List<Question> asked, List<String> missing, List<String> added) {

  static final Pattern VARIANT = Pattern.compile("(.*)/variant=(.+?)(-\\d+)?");

  /** Time, or throughput as JMH and its users write it. */
  private static final Set<String> TIME = Set.of("sec/op", "op/sec", "ops/sec");

  public Questions {
    asked = List.copyOf(asked);
    missing = List.copyOf(missing);
    added = List.copyOf(added);
  }

  record Place(String benchmark, String unit) {}

  /**
   * Two arms of one run, whose forks took turns.
   *
   * @param run of which {@code results} are the measurements
   * @param baseline the arm that counts as good
   * @param candidate the arm to be judged
   */
  public static Questions ofArms(ResultSet results, Run run, String baseline, String candidate) {
    SequencedMap<Place, List<Double>> values = new LinkedHashMap<>();
    for (Measurement measurement : results.measurements()) {
      values
          .computeIfAbsent(
              new Place(measurement.benchmark().name(), measurement.unit()), _ -> new ArrayList<>())
          .add(measurement.value());
    }
    List<Question> asked = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> added = new ArrayList<>();
    for (Run.Unmatched alone : run.unmatched()) {
      missing.add("%s: only in %s".formatted(alone.benchmark(), alone.arm()));
      if (alone.arm().equals(candidate)) {
        added.add(missing.getLast());
      }
    }
    for (Map.Entry<Place, List<Double>> entry : values.entrySet()) {
      Place place = entry.getKey();
      Matcher name = VARIANT.matcher(place.benchmark);
      if (!name.matches() || !isGated(place.unit)) {
        continue;
      }
      boolean isBaseline = name.group(2).equals(baseline);
      String other = name.group(1) + "/variant=" + (isBaseline ? candidate : baseline);
      List<Double> others = values.get(new Place(other, place.unit));
      if (others == null) {
        missing.add("%s %s: only in %s".formatted(name.group(1), place.unit, name.group(2)));
      } else if (isBaseline) {
        Forks before = forks(run, name.group(1), baseline, place.unit, entry.getValue());
        Forks after = forks(run, name.group(1), candidate, place.unit, others);
        Metric metric = Objects.requireNonNull(results.metrics().get(place.unit));
        asked.add(new Question(name.group(1), metric, before, after, true));
      }
    }
    missing.addAll(unmeasured(run, values.keySet()));
    return new Questions(asked, missing, added);
  }

  /** The same, but what only the candidate has is not missing: there is nothing to judge it by. */
  public Questions withoutAdded() {
    return new Questions(
        asked, missing.stream().filter(text -> !added.contains(text)).toList(), List.of());
  }

  /** Benchmarks whose every fork has failed, on both sides. */
  private static List<String> unmeasured(Run run, Set<Place> measured) {
    Set<String> names =
        measured.stream()
            .map(place -> VARIANT.matcher(place.benchmark))
            .filter(Matcher::matches)
            .map(name -> name.group(1))
            .collect(Collectors.toSet());
    return run.subjects().stream()
        .map(Run.Subject::name)
        .filter(name -> !names.contains(name))
        .map(name -> name + ": every fork failed, on both sides")
        .toList();
  }

  /** As they were when no arm had more forks than this. */
  public Questions afterForks(int forks) {
    return new Questions(
        asked.stream().map(question -> question.first(forks)).toList(), missing, added);
  }

  /** What a change of pooling is about; collections and pauses are for the reader to judge. */
  static boolean isGated(String unit) {
    return isTime(unit) || ExactRule.covers(new Metric(unit, Better.LOWER, Assumption.SAMPLED));
  }

  static boolean isTime(String unit) {
    return TIME.contains(unit);
  }

  static Forks forks(Run run, String benchmark, String arm, String unit, List<Double> values) {
    List<List<Double>> iterations =
        run.trials().stream()
            .filter(trial -> trial.benchmark().equals(benchmark) && trial.variant().equals(arm))
            .map(Run.Trial::iterations)
            .filter(fork -> !fork.isEmpty())
            .toList();
    boolean known = isTime(unit) && iterations.size() == values.size();
    return new Forks(values, known ? iterations : List.of());
  }
}
