package io.poolbench.reports.model;

import java.util.Collections;
import java.util.Map;

/**
 * A benchmark of one input, under the configuration that the input gives it. Parsers hand out one
 * instance per distinct benchmark of a file, so that later stages look at each of them once and not
 * once per measurement.
 *
 * @param file label of the input it was read from
 * @param name which benchmark it is
 * @param configuration the file's {@code key: value} lines in force, in order of appearance; kept
 *     without a copy, since all benchmarks of a file may share it: not to be changed
 */
public record Benchmark(String file, BenchmarkName name, Map<String, String> configuration) {

  public Benchmark {
    configuration = Collections.unmodifiableMap(configuration);
  }

  /**
   * Makes a benchmark whose configuration says its package and mode.
   *
   * @param path as in {@code Bufioreuse/op=fakeconn/variant=before-8}
   */
  public Benchmark(String file, String path, Map<String, String> configuration) {
    this(file, BenchmarkName.of(path, configuration), configuration);
  }
}
