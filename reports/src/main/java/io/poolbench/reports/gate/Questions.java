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
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of results.
 *
 * @param asked one question per benchmark and metric that both sides have
 * @param missing benchmarks and metrics that only one side has, as text for the reader
 */
public record Questions(List<Question> asked, List<String> missing) {

  private static final Pattern VARIANT = Pattern.compile("(.*)/variant=(.+?)(-\\d+)?");

  /** Time, or throughput as JMH and its users write it. */
  private static final Set<String> TIME = Set.of("sec/op", "op/sec", "ops/sec");

  public Questions {
    asked = List.copyOf(asked);
    missing = List.copyOf(missing);
  }

  private record Place(String benchmark, String unit) {}

  /**
   * Two stored results, made at different times and perhaps on different machines: exact metrics,
   * and the ratio of each further variant to the first, which both runs have in themselves.
   *
   * @param baseline label of the first input
   * @param candidate label of the second
   */
  public static Questions ofStored(ResultSet results, String baseline, String candidate) {
    Map<String, SequencedMap<Place, List<Double>>> files = new LinkedHashMap<>();
    for (Measurement measurement : results.measurements()) {
      files
          .computeIfAbsent(measurement.benchmark().file(), _ -> new LinkedHashMap<>())
          .computeIfAbsent(
              new Place(measurement.benchmark().name(), measurement.unit()), _ -> new ArrayList<>())
          .add(measurement.value());
    }
    SequencedMap<Place, List<Double>> old = files.getOrDefault(baseline, new LinkedHashMap<>());
    SequencedMap<Place, List<Double>> now = files.getOrDefault(candidate, new LinkedHashMap<>());
    List<Question> asked = new ArrayList<>();
    for (Map.Entry<Place, List<Double>> entry : old.entrySet()) {
      Place place = entry.getKey();
      if (!now.containsKey(place) || !isGated(place.unit)) {
        continue;
      }
      Metric metric = Objects.requireNonNull(results.metrics().get(place.unit));
      asked.add(question(place.benchmark, metric, entry.getValue(), values(now, place), false));
      Place first = first(place, old.keySet());
      if (isTime(place.unit) && first != null && now.containsKey(first)) {
        asked.add(
            question(
                place.benchmark,
                new Metric(
                    place.unit + " vs " + variant(first), metric.better(), Assumption.SAMPLED),
                ratios(values(old, first), entry.getValue()),
                ratios(values(now, first), values(now, place)),
                true));
      }
    }
    return new Questions(asked, missing(old.keySet(), now.keySet(), baseline, candidate));
  }

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
    return new Questions(asked, missing);
  }

  private static List<Double> values(Map<Place, List<Double>> side, Place place) {
    return side.getOrDefault(place, List.of());
  }

  /** What a change of pooling is about; collections and pauses are for the reader to judge. */
  static boolean isGated(String unit) {
    return isTime(unit) || ExactRule.covers(new Metric(unit, Better.LOWER, Assumption.SAMPLED));
  }

  private static boolean isTime(String unit) {
    return TIME.contains(unit);
  }

  private static Question question(
      String benchmark,
      Metric metric,
      List<Double> baseline,
      List<Double> candidate,
      boolean comparable) {
    return new Question(
        benchmark,
        metric,
        new Forks(baseline, List.of()),
        new Forks(candidate, List.of()),
        comparable);
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

  /** The first variant of the same benchmark, or null when it is this one. */
  private static @Nullable Place first(Place place, Iterable<Place> all) {
    Matcher name = VARIANT.matcher(place.benchmark);
    if (!name.matches()) {
      return null;
    }
    for (Place other : all) {
      Matcher otherName = VARIANT.matcher(other.benchmark);
      if (other.unit.equals(place.unit)
          && otherName.matches()
          && otherName.group(1).equals(name.group(1))) {
        return other.equals(place) ? null : other;
      }
    }
    return null;
  }

  private static String variant(Place place) {
    Matcher name = VARIANT.matcher(place.benchmark);
    return name.matches() ? name.group(2) : "";
  }

  /** Round by round, since the forks of a round have met the same machine. */
  private static List<Double> ratios(List<Double> base, List<Double> values) {
    return IntStream.range(0, Math.min(base.size(), values.size()))
        .mapToObj(i -> values.get(i) / base.get(i))
        .toList();
  }

  private static List<String> missing(
      Iterable<Place> old, Iterable<Place> now, String baseline, String candidate) {
    TreeSet<String> missing = new TreeSet<>();
    missing.addAll(onlyIn(old, now, baseline));
    missing.addAll(onlyIn(now, old, candidate));
    return List.copyOf(missing);
  }

  private static List<String> onlyIn(Iterable<Place> side, Iterable<Place> other, String label) {
    List<Place> others = new ArrayList<>();
    other.forEach(others::add);
    List<String> missing = new ArrayList<>();
    for (Place place : side) {
      if (isGated(place.unit) && !others.contains(place)) {
        missing.add("%s %s: only in %s".formatted(place.benchmark, place.unit, label));
      }
    }
    return missing;
  }
}
