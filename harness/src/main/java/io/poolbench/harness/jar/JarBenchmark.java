package io.poolbench.harness.jar;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.poolbench.harness.plan.GoName;
import io.poolbench.harness.plan.Setting;
import io.poolbench.scenarios.Footprint;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A JMH benchmark of a jar: an external one, or a technique of another revision of poolbench.
 *
 * @param method as JMH names it: {@code org.example.MapBenchmark.get}; with a {@code *} for what
 *     arms are told apart by, where that is a part of the name
 * @param params one value of each, in JMH's order; without those that the arms pin
 * @param options for JMH, where its annotations do not say everything; of a footprint the number of
 *     units to be held
 * @param jvmArgs likewise, for its JVM
 * @param allocatedBefore bytes per operation that it allocates at least, or it has lost what it is
 *     there to measure; 0 where nobody says
 */
public record JarBenchmark(
    String method,
    Map<String, String> params,
    List<String> options,
    List<String> jvmArgs,
    long allocatedBefore) {

  /** JMH's name of the method that runs every technique; older revisions have it too. */
  public static final String TECHNIQUE = "io.poolbench.harness.TechniqueBenchmark.run";

  /** The program that holds the units of a footprint; revisions that lack it list none. */
  public static final String FOOTPRINT = "io.poolbench.harness.fork.FootprintProgram.main";

  @SuppressWarnings({"NullAway", "UnusedVariable"}) // run.json of earlier versions has neither
  public JarBenchmark {
    options = options == null ? List.of() : List.copyOf(options);
    jvmArgs = jvmArgs == null ? List.of() : List.copyOf(jvmArgs);
  }

  /** Makes a benchmark whose annotations say everything. */
  JarBenchmark(String method, Map<String, String> params) {
    this(method, params, List.of(), List.of(), 0);
  }

  /**
   * Makes a benchmark of the catalogue.
   *
   * @param jvmArgs all of its JVM's
   */
  public static JarBenchmark ofTechnique(
      Technique technique, Workload workload, Variant variant, List<String> jvmArgs) {
    return new JarBenchmark(
        TECHNIQUE,
        params(technique, workload.name(), variant),
        List.of("-bm", "avgt", "-tu", "ns", "-t", String.valueOf(workload.threads())),
        jvmArgs,
        variant.equals(Variant.BEFORE) ? workload.allocatedBefore() : 0);
  }

  /**
   * Makes a footprint of the catalogue.
   *
   * @param units that it holds
   * @param jvmArgs all of its JVM's
   */
  public static JarBenchmark ofFootprint(
      Technique technique, Footprint footprint, Variant variant, int units, List<String> jvmArgs) {
    return new JarBenchmark(
        FOOTPRINT,
        params(technique, footprint.name(), variant),
        List.of(String.valueOf(units)),
        jvmArgs,
        0);
  }

  private static Map<String, String> params(
      Technique technique, String operation, Variant variant) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("technique", technique.name());
    params.put("op", operation);
    params.put("setting", "");
    params.put("variant", variant.label());
    return params;
  }

  /** Returns this benchmark by another name. */
  public JarBenchmark named(String other) {
    return new JarBenchmark(other, params, options, jvmArgs, allocatedBefore);
  }

  /** Returns this benchmark with a parameter left out. */
  JarBenchmark without(String param) {
    Map<String, String> others = new LinkedHashMap<>(params);
    others.remove(param);
    return new JarBenchmark(method, others, options, jvmArgs, allocatedBefore);
  }

  /** Returns this benchmark with one more parameter. */
  public JarBenchmark with(String param, String value) {
    Map<String, String> more = new LinkedHashMap<>(params);
    more.put(param, value);
    return new JarBenchmark(method, more, options, jvmArgs, allocatedBefore);
  }

  /** Returns this benchmark on a JVM that is set otherwise. */
  public JarBenchmark in(String setting) {
    return new JarBenchmark(
        method, params, options, Setting.jvmArgs(jvmArgs, setting), allocatedBefore);
  }

  /** Tells whether the JVM arguments are all that the fork gets, and not added to annotations. */
  public boolean pinsJvm() {
    return isTechnique();
  }

  /** Tells whether it is of poolbench's own catalogue, of whichever revision. */
  @JsonIgnore
  boolean isTechnique() {
    return method.equals(TECHNIQUE) || isFootprint();
  }

  /** Tells whether it is a footprint of the catalogue, which no JMH runs. */
  @JsonIgnore
  public boolean isFootprint() {
    return method.equals(FOOTPRINT);
  }

  /** Returns the value of a parameter; empty where it has none of that name. */
  public String param(String name) {
    return params.getOrDefault(name, "");
  }

  /**
   * Returns the name for tables: {@code MapBenchmark.get}, or {@code cipher}; {@code Cache.*.get}
   * where the arms are classes.
   */
  public String shortName() {
    if (isTechnique()) {
      return param("technique");
    }
    int name = method.lastIndexOf('.');
    int type = method.lastIndexOf('.', name - 1);
    if (method.substring(type + 1, name).equals("*")) {
      type = method.lastIndexOf('.', type - 1);
    }
    return method.substring(type + 1);
  }

  /**
   * Returns the parameters as a part of the name: {@code size=10}, or {@code
   * op=seal-1k/param.variant=after}.
   */
  public String paramNames() {
    if (!isTechnique()) {
      return GoName.of(params);
    }
    Map<String, String> shown = new LinkedHashMap<>(params);
    shown.keySet().removeAll(Set.of("technique", "setting"));
    return GoName.of(shown);
  }

  /**
   * Returns the text against which {@code --include} is matched: {@code
   * org.example.MapBenchmark.get/size=10}, or {@code cipher/seal-1k/after}.
   */
  @JsonProperty
  public String path() {
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
