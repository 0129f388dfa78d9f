package io.poolbench.harness;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JMH benchmark of a jar: one that is not ours, or a technique of another revision of poolbench.
 *
 * @param method as JMH names it: {@code org.example.MapBenchmark.get}
 * @param params one value of each, in JMH's order; without those that the arms pin
 * @param options for JMH, where its annotations do not say everything
 * @param jvmArgs likewise, for its JVM
 */
public record JarBenchmark(
    String method, Map<String, String> params, List<String> options, List<String> jvmArgs) {

  @SuppressWarnings({"NullAway", "UnusedVariable"}) // run.json of earlier versions has neither
  public JarBenchmark {
    options = options == null ? List.of() : List.copyOf(options);
    jvmArgs = jvmArgs == null ? List.of() : List.copyOf(jvmArgs);
  }

  /** One whose annotations say everything. */
  JarBenchmark(String method, Map<String, String> params) {
    this(method, params, List.of(), List.of());
  }

  private boolean isTechnique() {
    return method.equals(TechniqueBenchmark.NAME);
  }

  private String param(String name) {
    return params.getOrDefault(name, "");
  }

  /** {@code MapBenchmark.get}, or {@code cipher}. */
  String shortName() {
    if (isTechnique()) {
      return param("technique");
    }
    int name = method.lastIndexOf('.');
    return method.substring(method.lastIndexOf('.', name - 1) + 1);
  }

  /** {@code size=10}, or {@code op=seal-1k/param.variant=after}. */
  String paramNames() {
    if (!isTechnique()) {
      return GoName.of(params);
    }
    Map<String, String> shown = new LinkedHashMap<>(params);
    shown.keySet().removeAll(Set.of("technique", "setting"));
    return GoName.of(shown);
  }

  /**
   * What {@code --include} is matched against: {@code org.example.MapBenchmark.get/size=10}, or
   * {@code cipher/seal-1k/after}.
   */
  String path() {
    if (isTechnique()) {
      return String.join("/", param("technique"), param("op"), param("variant"));
    }
    return params.isEmpty() ? method : method + "/" + GoName.of(params);
  }

  @Override
  public String toString() {
    return path();
  }
}
