package io.poolbench.reports.profile;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The kinds of samples that a recording may hold, and the events that say so. */
public enum Kind {
  /** Bytes that were allocated. */
  ALLOC("bytes allocated"),
  /** Samples of running threads. */
  CPU("samples"),
  /** Samples of threads, whether they ran or waited. */
  WALL("samples, running or waiting"),
  /** Bytes that were allocated and still alive in the end. */
  LIVE("bytes alive"),
  /** Bytes that native code asked for. */
  MALLOC("bytes of malloc");

  /** The field of a sampled allocation that stands for all since the last. */
  static final String SAMPLED = "weight";

  /** Prefixes of the events of OpenJDK, and of Oracle's JDK 9 and 10. */
  private static final List<String> PREFIXES = List.of("jdk.", "com.oracle.jdk.");

  private final String unit;

  Kind(String unit) {
    this.unit = unit;
  }

  /** Returns what the values of this kind count. */
  public String unit() {
    return unit;
  }

  /**
   * Returns the names of the events, each with the field that says how much one stands for, or
   * empty for 1. An object that opened a buffer of its thread stands for the buffer, which
   * async-profiler sets to the size of the object or to its interval; one outside of buffers is
   * alone.
   */
  Map<String, String> events() {
    return switch (this) {
      case ALLOC ->
          ofTheJdk(
              Map.of(
                  "ObjectAllocationInNewTLAB", "tlabSize",
                  "ObjectAllocationOutsideTLAB", "allocationSize",
                  "ObjectAllocationSample", SAMPLED));
      case CPU ->
          ofTheJdk(Map.of("ExecutionSample", "", "NativeMethodSample", "", "CPUTimeSample", ""));
      case WALL -> Map.of("profiler.WallClockSample", "samples");
      case LIVE -> Map.of("profiler.LiveObject", "allocationSize");
      case MALLOC -> Map.of("profiler.Malloc", "size");
    };
  }

  private static Map<String, String> ofTheJdk(Map<String, String> events) {
    Map<String, String> prefixed = new LinkedHashMap<>();
    PREFIXES.forEach(prefix -> events.forEach((name, field) -> prefixed.put(prefix + name, field)));
    return prefixed;
  }
}
