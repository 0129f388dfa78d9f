package io.poolbench.harness.plan;

import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/**
 * The setting of an arm's JVM, other than the plan pins it: collector, heap, object headers, kind
 * of threads. Written as in benchmark names, {@code gc=g1/heap=1g}; empty for the plan's own.
 */
public final class Setting {

  /** The collectors that can be chosen, with their flags. */
  private static final Map<String, String> COLLECTORS =
      Map.of(
          "serial", "-XX:+UseSerialGC",
          "parallel", "-XX:+UseParallelGC",
          "g1", "-XX:+UseG1GC",
          "zgc", "-XX:+UseZGC");

  private static final Map<String, String> HEADERS =
      Map.of(
          "plain", "-XX:-UseCompactObjectHeaders",
          "compact", "-XX:+UseCompactObjectHeaders");

  private static final List<String> THREADS = List.of("platform", "virtual");

  private static final Pattern HEAP = Pattern.compile("[1-9][0-9]*[mg]");

  /** Chosen by JMH's name of the property, so that JMH and our own programs agree. */
  private static final String VIRTUAL = "-Djmh.executor=VIRTUAL";

  private Setting() {}

  /**
   * Returns every combination, in the order given.
   *
   * @param dimensions the values of {@code gc}, {@code heap}, {@code headers} and {@code threads};
   *     one without values stays as the plan has it
   * @throws IllegalArgumentException naming a value that cannot be, and those that can
   */
  public static List<String> combine(SequencedMap<String, List<String>> dimensions) {
    List<String> combined = List.of("");
    for (Map.Entry<String, List<String>> dimension : dimensions.entrySet()) {
      List<String> next = new ArrayList<>();
      for (String prefix : combined) {
        for (String value : dimension.getValue()) {
          require(dimension.getKey(), value);
          String part = dimension.getKey() + "=" + value;
          next.add(prefix.isEmpty() ? part : prefix + "/" + part);
        }
      }
      combined = dimension.getValue().isEmpty() ? combined : next;
    }
    return combined;
  }

  private static void require(String dimension, String value) {
    Collection<String> known =
        switch (dimension) {
          case "gc" -> COLLECTORS.keySet();
          case "headers" -> HEADERS.keySet();
          case "threads" -> THREADS;
          default -> List.of();
        };
    boolean right =
        dimension.equals("heap") ? HEAP.matcher(value).matches() : known.contains(value);
    if (!right) {
      throw new IllegalArgumentException(
          "--%s: found '%s', expected %s"
              .formatted(
                  dimension,
                  value,
                  dimension.equals("heap")
                      ? "a size such as 512m or 2g"
                      : "one of " + known.stream().sorted().toList()));
    }
  }

  /** Returns the flags of a trial's fork: the plan's, changed as its arm's setting says. */
  public static List<String> jvmArgs(RunPlan plan, Trial trial) {
    boolean virtual =
        trial.kind() != Trial.Kind.FOOTPRINT
            && Catalogue.technique(trial.technique()).workload(trial.workload()).virtualThreads();
    return changed(plan.jvmArgs(), trial.setting(), virtual);
  }

  /** Returns the flags of a workload's fork as the plan has them. */
  public static List<String> jvmArgs(RunPlan plan, Workload workload) {
    return changed(plan.jvmArgs(), "", workload.virtualThreads());
  }

  /** Returns the flags of a benchmark, changed as a setting says. */
  public static List<String> jvmArgs(List<String> planned, String setting) {
    return changed(planned, setting, false);
  }

  private static List<String> changed(
      List<String> planned, String setting, boolean virtualThreads) {
    List<String> jvmArgs = new ArrayList<>(planned);
    boolean virtual = virtualThreads;
    for (String part : setting.isEmpty() ? List.<String>of() : parts(setting)) {
      String value = part.substring(part.indexOf('=') + 1);
      switch (part.substring(0, part.indexOf('='))) {
        case "gc" -> {
          jvmArgs.removeIf(argument -> argument.matches("-XX:\\+Use\\w+GC"));
          jvmArgs.add(COLLECTORS.getOrDefault(value, ""));
        }
        case "heap" -> {
          jvmArgs.removeIf(argument -> argument.startsWith("-Xm"));
          jvmArgs.addAll(List.of("-Xms" + value, "-Xmx" + value));
        }
        case "headers" -> jvmArgs.add(HEADERS.getOrDefault(value, ""));
        case "threads" -> virtual = value.equals("virtual");
        default -> throw new IllegalArgumentException("no such setting: " + part);
      }
    }
    if (virtual) {
      jvmArgs.add(VIRTUAL);
    }
    return jvmArgs;
  }

  private static List<String> parts(String setting) {
    return List.of(setting.split("/", -1));
  }

  /** Tells whether the collector of a setting shows live objects only in its histogram. */
  public static boolean hidesTheDead(String setting) {
    return parts(setting).contains("gc=zgc");
  }
}
