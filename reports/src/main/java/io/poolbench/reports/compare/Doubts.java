package io.poolbench.reports.compare;

import io.poolbench.reports.model.Benchmark;
import io.poolbench.reports.model.BenchmarkName;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.Fingerprint;
import io.poolbench.reports.model.Measurement;
import io.poolbench.reports.model.Origin;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Finds what a reader must know before believing a comparison that no single cell can say. */
public final class Doubts {

  /** Tells whoever reads a verdict that it was given all the same. */
  private static final String NO_REFUSAL =
      "; judged all the same: a difference may be that of the machine, not of the code";

  private Doubts() {}

  /** Finds runs that were made in another environment than the first. */
  private static List<Finding> otherEnvironments(List<StoredRun> runs) {
    List<Finding> findings = new ArrayList<>();
    for (StoredRun run : runs) {
      Map<String, String> first = runs.getFirst().environment();
      TreeSet<String> differing = new TreeSet<>(first.keySet());
      differing.addAll(run.environment().keySet());
      differing.removeIf(key -> !Fingerprint.isLasting(key));
      differing.removeIf(
          key -> first.getOrDefault(key, "").equals(run.environment().getOrDefault(key, "")));
      if (!differing.isEmpty()) {
        findings.add(
            new Finding(
                run.file(),
                "not made in the environment of %s: they differ in %s"
                    .formatted(runs.getFirst().file(), String.join(", ", differing))));
      }
    }
    return findings;
  }

  /** Finds whatever makes the results of different inputs hard to compare. */
  public static List<Finding> of(ResultSet results) {
    List<Finding> findings = new ArrayList<>(otherEnvironments(results.runs()));
    results.origins().forEach(origin -> pooled(origin).ifPresent(findings::add));
    results.origins().stream()
        .skip(1)
        .flatMap(origin -> otherSettings(results.origins().getFirst(), origin).stream())
        .forEach(findings::add);
    return findings;
  }

  /**
   * Finds the same in results that a gate judges; where they hold no run, also the configuration in
   * which the two sides differ, since a gate splits no table by it.
   */
  public static List<Finding> ofGate(ResultSet results, String baseline, String candidate) {
    List<Finding> findings = new ArrayList<>();
    of(results).forEach(f -> findings.add(new Finding(f.where(), f.text() + NO_REFUSAL)));
    if (results.runs().isEmpty()) {
      Map<String, Set<String>> old = configuration(results, baseline);
      Map<String, Set<String>> now = configuration(results, candidate);
      TreeSet<String> keys = new TreeSet<>(old.keySet());
      keys.retainAll(now.keySet());
      keys.removeIf(key -> Objects.equals(old.get(key), now.get(key)));
      if (!keys.isEmpty()) {
        String differing =
            keys.stream()
                .map(
                    key ->
                        differing(key, String.valueOf(old.get(key)), String.valueOf(now.get(key))))
                .collect(Collectors.joining("; "));
        findings.add(
            new Finding(
                candidate,
                "not measured as %s was: %s%s".formatted(baseline, differing, NO_REFUSAL)));
      }
    }
    return findings;
  }

  /** Returns all values of each configuration key of a file, but for package and mode. */
  private static Map<String, Set<String>> configuration(ResultSet results, String file) {
    Map<String, Set<String>> values = new TreeMap<>();
    for (Measurement measurement : results.measurements()) {
      Benchmark benchmark = measurement.benchmark();
      if (benchmark.file().equals(file)) {
        benchmark
            .configuration()
            .forEach((key, value) -> values.computeIfAbsent(key, _ -> new TreeSet<>()).add(value));
      }
    }
    values.keySet().removeAll(List.of("pkg", "mode"));
    return values;
  }

  /** Finds forks of one sample that were not measured alike. */
  private static Optional<Finding> pooled(Origin origin) {
    for (Map.Entry<BenchmarkName, Map<String, String>> benchmark : origin.settings().entrySet()) {
      for (Map.Entry<String, String> setting : benchmark.getValue().entrySet()) {
        if (setting.getValue().contains(Origin.AND)) {
          return Optional.of(
              new Finding(
                  origin.file(),
                  "%s was measured with different %s: %s"
                      .formatted(benchmark.getKey(), setting.getKey(), setting.getValue())));
        }
      }
    }
    return Optional.empty();
  }

  /** Tells how the settings of two files differ for the benchmarks that both have. */
  private static Optional<Finding> otherSettings(Origin first, Origin other) {
    Map<String, String> differing = new TreeMap<>();
    TreeSet<String> benchmarks = new TreeSet<>();
    other
        .settings()
        .forEach(
            (name, settings) -> {
              Map<String, String> old = first.settings().getOrDefault(name, Map.of());
              for (String key : differing(old, settings)) {
                benchmarks.add(name.toString());
                differing.putIfAbsent(
                    key, differing(key, old.getOrDefault(key, ""), settings.getOrDefault(key, "")));
              }
            });
    return differing.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Finding(
                other.file(),
                "not measured as %s was (%s of its benchmarks): %s"
                    .formatted(
                        first.file(), benchmarks.size(), String.join("; ", differing.values()))));
  }

  /**
   * Lists the settings that differ. One that a side does not say at all is no difference, except
   * that JVM arguments may be none.
   */
  private static List<String> differing(Map<String, String> old, Map<String, String> now) {
    boolean known = isKnown(old) && isKnown(now);
    return now.keySet().stream()
        .filter(key -> !now.getOrDefault(key, "").equals(old.getOrDefault(key, "")))
        .filter(
            key ->
                known
                    && (key.equals(Origin.ARGUMENTS)
                        || (!now.getOrDefault(key, "").isEmpty()
                            && !old.getOrDefault(key, "").isEmpty())))
        .toList();
  }

  private static boolean isKnown(Map<String, String> settings) {
    return settings.values().stream().anyMatch(value -> !value.isEmpty());
  }

  private static String differing(String key, String old, String now) {
    return "%s %s, there %s"
        .formatted(key, now.isEmpty() ? "none" : now, old.isEmpty() ? "none" : old);
  }
}
