package io.poolbench.harness.plan;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing to be compared: a variant of a technique on one workload, in a JVM of some setting.
 *
 * @param technique as in the catalogue; of an external benchmark its class and method
 * @param workload as in the catalogue; of an external one its parameters, {@code size=10}
 * @param setting as in {@link Setting}; empty for the plan's own
 * @param variant label of the variant
 */
public record Arm(String technique, String workload, String setting, String variant) {

  /** Makes an arm in the plan's own setting. */
  public Arm(String technique, String workload, String variant) {
    this(technique, workload, "", variant);
  }

  /**
   * Returns the name of the benchmark, which its arms have in common, as Go would write it: {@code
   * Bufioreuse/op=fakeconn/gc=g1}, {@code MapBenchmark.get/size=10}. What has no key of its own is
   * an operation.
   */
  public String benchmark() {
    String capital = technique.substring(0, 1).toUpperCase(Locale.ROOT);
    String key = workload.isEmpty() || workload.contains("=") ? "" : "op=";
    return capital
        + Stream.of(technique.substring(1), key + workload, setting)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("/"));
  }

  /** Returns its place in the catalogue: {@code bufioreuse/fakeconn}. */
  public String path() {
    return workload.isEmpty() ? technique : technique + "/" + workload;
  }

  @Override
  public String toString() {
    return path() + (setting.isEmpty() ? " " : " " + setting + " ") + variant;
  }
}
