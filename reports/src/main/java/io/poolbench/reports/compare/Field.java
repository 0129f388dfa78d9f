package io.poolbench.reports.compare;

import io.poolbench.reports.model.Benchmark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One key of a projection, with its order and what it has seen so far. */
final class Field {

  private final String key;
  private final Order order;

  /** Specific keys that some projection names: they are taken out of the general ones. */
  private final Set<String> specific;

  private final List<String> specificNameParts = new ArrayList<>();
  private final Set<String> names = new LinkedHashSet<>();
  private final Map<Map<String, String>, Seen> firstSeen = new HashMap<>();

  /** Values that some benchmarks have in common. */
  private record Seen(Map<String, String> values, int order) {}

  Field(String key, Order order, Set<String> specific) {
    this.key = key;
    this.order = order;
    this.specific = specific;
    for (String part : specific) {
      if (part.startsWith("/")) {
        specificNameParts.add(part);
      }
    }
    if (!key.equals(Keys.CONFIGURATION)) {
      names.add(key);
    }
  }

  /** Returns the names of the values, for {@code .config} those of all benchmarks seen so far. */
  Set<String> names() {
    return names;
  }

  /** Tells whether a fixed order leaves room for the benchmark. */
  boolean admits(Benchmark benchmark) {
    return !(order instanceof Order.Fixed(List<String> values))
        || values.contains(Keys.value(benchmark, key));
  }

  /** Returns the benchmark's values, of which it remembers the order; equal ones are kept once. */
  Map<String, String> project(Benchmark benchmark) {
    return firstSeen.computeIfAbsent(
            values(benchmark), values -> new Seen(values, firstSeen.size()))
        .values;
  }

  private Map<String, String> values(Benchmark benchmark) {
    return switch (key) {
      case Keys.CONFIGURATION -> configuration(benchmark);
      case Keys.FULL_NAME -> {
        boolean withoutBase = specific.contains(Keys.NAME);
        yield Map.of(key, benchmark.name().without(specificNameParts, withoutBase));
      }
      default -> Map.of(key, Keys.value(benchmark, key));
    };
  }

  private Map<String, String> configuration(Benchmark benchmark) {
    Map<String, String> values = new LinkedHashMap<>(benchmark.configuration());
    values.keySet().removeAll(specific);
    names.addAll(values.keySet());
    return values;
  }

  /** Orders what {@link #project} gave; only equal values compare equal. */
  Comparator<Map<String, String>> comparator() {
    return switch (order) {
      case Order.FirstSeen() ->
          Comparator.comparingInt(values -> Objects.requireNonNull(firstSeen.get(values)).order);
      case Order.Alphabetic(), Order.Numeric(), Order.Fixed(_) -> byName(order.comparator());
    };
  }

  private Comparator<Map<String, String>> byName(Comparator<String> comparator) {
    Comparator<String> total = comparator.thenComparing(Comparator.naturalOrder());
    return (a, b) -> {
      for (String name : names) {
        int result = total.compare(a.getOrDefault(name, ""), b.getOrDefault(name, ""));
        if (result != 0) {
          return result;
        }
      }
      return 0;
    };
  }
}
