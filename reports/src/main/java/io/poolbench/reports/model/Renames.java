package io.poolbench.reports.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Benchmarks that go by another name than before, so that old results meet new ones.
 *
 * @param names new by old: {@code Class.method}, with its package or without
 */
public record Renames(Map<String, String> names) {

  private static final String OPTION = "--rename";

  /**
   * Reads {@code old=new}.
   *
   * @throws InputException for anything else
   */
  public static Renames of(List<String> arguments) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (equals <= 0 || equals == argument.length() - 1) {
        throw new InputException(
            OPTION,
            "found '" + argument + "'",
            "OLD=NEW",
            "name a benchmark without its parameters");
      }
      names.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return new Renames(names);
  }

  /**
   * Returns the same results under the new names.
   *
   * @throws InputException for a name that no result has, or of which an input has both
   */
  public ResultSet apply(ResultSet results) {
    if (names.isEmpty()) {
      return results;
    }
    requireThere(results);
    IdentityHashMap<Benchmark, Benchmark> renamed = new IdentityHashMap<>();
    List<Measurement> measurements = new ArrayList<>(results.measurements().size());
    for (Measurement m : results.measurements()) {
      Benchmark benchmark = renamed.computeIfAbsent(m.benchmark(), this::renamed);
      measurements.add(m.of(benchmark));
    }
    requireApart(renamed);
    List<Origin> origins = new ArrayList<>();
    for (Origin origin : results.origins()) {
      Map<BenchmarkName, Map<String, String>> settings = new LinkedHashMap<>();
      origin.settings().forEach((name, its) -> settings.put(renamed(name), its));
      origins.add(new Origin(origin.file(), settings));
    }
    return new ResultSet(
        measurements, results.metrics(), results.runs(), origins, results.findings());
  }

  private Benchmark renamed(Benchmark benchmark) {
    BenchmarkName name = renamed(benchmark.name());
    Map<String, String> configuration = new LinkedHashMap<>(benchmark.configuration());
    if (!name.origin().isEmpty()) {
      configuration.put("pkg", name.origin());
    }
    return new Benchmark(benchmark.file(), name, configuration);
  }

  private BenchmarkName renamed(BenchmarkName name) {
    for (Map.Entry<String, String> entry : names.entrySet()) {
      if (name.isMeantBy(entry.getKey())) {
        return name.withBase(entry.getValue());
      }
    }
    return name;
  }

  private void requireThere(ResultSet results) {
    for (String old : names.keySet()) {
      if (results.measurements().stream().noneMatch(m -> m.benchmark().name().isMeantBy(old))) {
        throw new InputException(
            OPTION, "there is no benchmark named " + old, "a name of the results");
      }
    }
  }

  private static void requireApart(Map<Benchmark, Benchmark> renamed) {
    Map<Benchmark, Benchmark> known = new HashMap<>();
    renamed.forEach(
        (before, after) -> {
          Benchmark other = known.putIfAbsent(after, before);
          if (other != null && !other.equals(before)) {
            throw new InputException(
                OPTION,
                "of %s both %s and %s would be called %s"
                    .formatted(after.file(), other.name(), before.name(), after.name()),
                "a new name that is free");
          }
        });
  }
}
