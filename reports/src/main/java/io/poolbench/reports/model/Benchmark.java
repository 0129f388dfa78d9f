package io.poolbench.reports.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a measurement is of. Parsers hand out one instance per distinct benchmark of a file, so that
 * later stages look at each of them once and not once per measurement.
 *
 * @param file label of the input it was read from
 * @param name full name without the prefix {@code Benchmark}, as in {@code
 *     Bufioreuse/op=fakeconn/variant=before-8}
 * @param configuration the file's {@code key: value} lines in force, in order of appearance
 */
public record Benchmark(String file, String name, Map<String, String> configuration) {

  public Benchmark {
    configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
  }
}
