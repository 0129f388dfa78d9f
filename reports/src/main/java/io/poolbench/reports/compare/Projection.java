package io.poolbench.reports.compare;

import io.poolbench.reports.model.Benchmark;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Extracts from a benchmark what decides its table, row or column, and sorts what it extracted. */
final class Projection {

  private final List<Field> fields;

  Projection(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  boolean admits(Benchmark benchmark) {
    return fields.stream().allMatch(field -> field.admits(benchmark));
  }

  Key project(Benchmark benchmark) {
    List<Map<String, String>> values = new ArrayList<>(fields.size());
    for (Field field : fields) {
      values.add(field.project(benchmark));
    }
    return new Key(values);
  }

  Comparator<Key> comparator() {
    List<Comparator<Map<String, String>>> comparators =
        fields.stream().map(Field::comparator).toList();
    return (a, b) -> {
      for (int i = 0; i < comparators.size(); i++) {
        int order = comparators.get(i).compare(a.fields().get(i), b.fields().get(i));
        if (order != 0) {
          return order;
        }
      }
      return 0;
    };
  }

  /** Returns every value of a key by its name, empty where the benchmark has none. */
  Map<String, String> values(Key key) {
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < fields.size(); i++) {
      for (String name : fields.get(i).names()) {
        values.put(name, key.fields().get(i).getOrDefault(name, ""));
      }
    }
    return values;
  }

  /** Returns the values that are not empty, separated by blanks. */
  String label(Key key) {
    return String.join(" ", values(key).values().stream().filter(v -> !v.isEmpty()).toList());
  }

  /** Returns the key as the head of a column. */
  ComparedTable.Column head(Key key) {
    return new ComparedTable.Column(List.copyOf(values(key).values()));
  }

  /** Returns the names of the values in which these keys differ. */
  List<String> varying(Iterable<Key> keys) {
    Map<String, String> first = null;
    List<String> varying = new ArrayList<>();
    for (Key key : keys) {
      Map<String, String> values = values(key);
      if (first == null) {
        first = values;
        continue;
      }
      for (Map.Entry<String, String> entry : first.entrySet()) {
        String name = entry.getKey();
        if (!entry.getValue().equals(values.get(name)) && !varying.contains(name)) {
          varying.add(name);
        }
      }
    }
    return varying;
  }
}
