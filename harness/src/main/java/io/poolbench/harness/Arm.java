package io.poolbench.harness;

import java.util.Locale;

/**
 * One thing to be compared: a variant of a technique on one workload, in a JVM of some setting.
 *
 * @param technique as in the catalogue
 * @param workload as in the catalogue
 * @param setting as in {@link Setting}; empty for the plan's own
 * @param variant label of the variant
 */
record Arm(String technique, String workload, String setting, String variant) {

  /** One in the plan's own setting. */
  Arm(String technique, String workload, String variant) {
    this(technique, workload, "", variant);
  }

  /** What its arms have in common, as Go would name it: {@code Bufioreuse/op=fakeconn/gc=g1}. */
  String benchmark() {
    String capital = technique.substring(0, 1).toUpperCase(Locale.ROOT);
    String name = capital + technique.substring(1) + "/op=" + workload;
    return setting.isEmpty() ? name : name + "/" + setting;
  }

  /** Where it stands in the catalogue: {@code bufioreuse/fakeconn}. */
  String path() {
    return technique + "/" + workload;
  }

  @Override
  public String toString() {
    return path() + (setting.isEmpty() ? " " : " " + setting + " ") + variant;
  }
}
