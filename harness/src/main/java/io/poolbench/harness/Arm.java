package io.poolbench.harness;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing to be compared: a variant of a technique on one workload, in a JVM of some setting.
 *
 * @param technique as in the catalogue; of a benchmark that is not ours its class and method
 * @param workload as in the catalogue; of one that is not ours its parameters, {@code size=10}
 * @param setting as in {@link Setting}; empty for the plan's own
 * @param variant label of the variant
 */
public record Arm(String technique, String workload, String setting, String variant) {

  /** One in the plan's own setting. */
  Arm(String technique, String workload, String variant) {
    this(technique, workload, "", variant);
  }

  /**
   * What its arms have in common, as Go would name it: {@code Bufioreuse/op=fakeconn/gc=g1}, {@code
   * MapBenchmark.get/size=10}. What has no key of its own is an operation.
   */
  public String benchmark() {
    String capital = technique.substring(0, 1).toUpperCase(Locale.ROOT);
    String key = workload.isEmpty() || workload.contains("=") ? "" : "op=";
    return capital
        + Stream.of(technique.substring(1), key + workload, setting)
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("/"));
  }

  /** Where it stands in the catalogue: {@code bufioreuse/fakeconn}. */
  String path() {
    return workload.isEmpty() ? technique : technique + "/" + workload;
  }

  @Override
  public String toString() {
    return path() + (setting.isEmpty() ? " " : " " + setting + " ") + variant;
  }
}
