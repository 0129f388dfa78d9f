package io.poolbench.reports.compare;

import io.poolbench.reports.model.Benchmark;

/** The keys by which benchmarks are told apart in filters and projections. */
final class Keys {

  static final String NAME = ".name";
  static final String FULL_NAME = ".fullname";
  static final String FILE = ".file";
  static final String CONFIGURATION = ".config";
  static final String UNIT = ".unit";

  private Keys() {}

  /** Returns the value of a single-valued key, empty if the benchmark has none. */
  static String value(Benchmark benchmark, String key) {
    return switch (key) {
      case NAME -> benchmark.name().base();
      case FULL_NAME -> benchmark.name().path();
      case FILE -> benchmark.file();
      default ->
          key.startsWith("/")
              ? benchmark.name().part(key)
              : benchmark.configuration().getOrDefault(key, "");
    };
  }
}
