package io.poolbench.reports.gate;

import io.poolbench.reports.gate.Questions.Place;
import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What can be asked of results that did not run in turns. */
public final class StoredQuestions {

  private StoredQuestions() {}

  /**
   * Two results, made at different times and perhaps on different machines: exact metrics, and the
   * ratio of each further variant to the first, which both runs have in themselves.
   *
   * @param baseline label of the first input
   * @param candidate label of the second
   */
  public static Questions of(ResultSet results, String baseline, String candidate) {
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
      if (!now.containsKey(place) || !Questions.isGated(place.unit())) {
        continue;
      }
      Metric metric = Objects.requireNonNull(results.metrics().get(place.unit()));
      asked.add(question(place.benchmark(), metric, entry.getValue(), values(now, place), false));
      Place first = first(place, old.keySet());
      if (Questions.isTime(place.unit()) && first != null && now.containsKey(first)) {
        asked.add(
            question(
                place.benchmark(),
                new Metric(
                    place.unit() + " vs " + variant(first), metric.better(), Assumption.SAMPLED),
                ratios(values(old, first), entry.getValue()),
                ratios(values(now, first), values(now, place)),
                true));
      }
    }
    return new Questions(
        asked, missing(old.keySet(), now.keySet(), baseline, candidate), List.of());
  }

  private static List<Double> values(Map<Place, List<Double>> side, Place place) {
    return side.getOrDefault(place, List.of());
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

  /** The first variant of the same benchmark, or null when it is this one. */
  private static @Nullable Place first(Place place, Iterable<Place> all) {
    Matcher name = Questions.VARIANT.matcher(place.benchmark());
    if (!name.matches()) {
      return null;
    }
    for (Place other : all) {
      Matcher otherName = Questions.VARIANT.matcher(other.benchmark());
      if (other.unit().equals(place.unit())
          && otherName.matches()
          && otherName.group(1).equals(name.group(1))) {
        return other.equals(place) ? null : other;
      }
    }
    return null;
  }

  private static String variant(Place place) {
    Matcher name = Questions.VARIANT.matcher(place.benchmark());
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
      if (Questions.isGated(place.unit()) && !others.contains(place)) {
        missing.add("%s %s: only in %s".formatted(place.benchmark(), place.unit(), label));
      }
    }
    return missing;
  }
}
