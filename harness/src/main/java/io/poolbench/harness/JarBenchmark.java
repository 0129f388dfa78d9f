package io.poolbench.harness;

import java.util.Map;

/**
 * A JMH benchmark that is not ours.
 *
 * @param method as JMH names it: {@code org.example.MapBenchmark.get}
 * @param params one value of each, in JMH's order; without those that the arms pin
 */
record JarBenchmark(String method, Map<String, String> params) {

  /** {@code MapBenchmark.get}. */
  String shortName() {
    int name = method.lastIndexOf('.');
    return method.substring(method.lastIndexOf('.', name - 1) + 1);
  }

  /** What {@code --include} is matched against: {@code org.example.MapBenchmark.get/size=10}. */
  String path() {
    return params.isEmpty() ? method : method + "/" + GoName.of(params);
  }

  @Override
  public String toString() {
    return path();
  }
}
