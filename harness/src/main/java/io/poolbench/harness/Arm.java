package io.poolbench.harness;

import java.util.Locale;

/**
 * One thing to be compared: a variant of a technique on one workload.
 *
 * @param technique as in the catalogue
 * @param workload as in the catalogue
 * @param variant label of the variant
 */
record Arm(String technique, String workload, String variant) {

  /** What its arms have in common, as Go would name it: {@code Bufioreuse/op=fakeconn}. */
  String benchmark() {
    String capital = technique.substring(0, 1).toUpperCase(Locale.ROOT);
    return capital + technique.substring(1) + "/op=" + workload;
  }

  /** Where it stands in the catalogue: {@code bufioreuse/fakeconn}. */
  String path() {
    return technique + "/" + workload;
  }

  @Override
  public String toString() {
    return path() + " " + variant;
  }
}
