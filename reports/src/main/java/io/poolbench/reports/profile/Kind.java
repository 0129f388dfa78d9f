package io.poolbench.reports.profile;

import java.util.Map;

/** What a recording may have sampled, and the events that say so. */
public enum Kind {
  /** Bytes that were allocated. */
  ALLOC("bytes allocated"),
  /** Samples of running threads. */
  CPU("samples"),
  /** Bytes that were allocated and still alive in the end. */
  LIVE("bytes alive");

  /** The field of a sampled allocation that stands for all since the last. */
  static final String SAMPLED = "weight";

  private final String unit;

  Kind(String unit) {
    this.unit = unit;
  }

  /** What its values count. */
  public String unit() {
    return unit;
  }

  /** Names of the events, each with the field that says what it stands for; empty for one. */
  Map<String, String> events() {
    return switch (this) {
      case ALLOC ->
          Map.of(
              "jdk.ObjectAllocationInNewTLAB", "allocationSize",
              "jdk.ObjectAllocationOutsideTLAB", "allocationSize",
              "jdk.ObjectAllocationSample", SAMPLED);
      case CPU ->
          Map.of("jdk.ExecutionSample", "", "jdk.NativeMethodSample", "", "jdk.CPUTimeSample", "");
      case LIVE -> Map.of("profiler.LiveObject", "allocationSize");
    };
  }
}
