package io.poolbench.harness.machine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells on which machine each of some runs was measured. Two runs are of the same machine when its
 * name and all that numbers depend on are the same, and the boot where both tell it: containers and
 * the runners of CI often share names.
 */
public final class Hosts {

  /** The fields that must be the same, or numbers of two hosts cannot be compared. */
  private static final List<String> DECISIVE =
      List.of("os", "cpu", "cores", "kernel", "jvm", "governor", "memory");

  /** The kernel's number of this start of the machine, the same in all its containers. */
  private static final String BOOT = "boot";

  /** The kernel keeps some memory for itself, more or less after each start. */
  private static final double MEMORY_TOLERANCE = 0.02;

  private final List<Map<String, String>> environments;
  private final List<String> labels;

  /**
   * Tells the hosts of some runs apart.
   *
   * @param environments one for each run
   */
  public Hosts(List<Map<String, String>> environments) {
    this.environments = List.copyOf(environments);
    List<Map<String, String>> machines = new ArrayList<>();
    List<Integer> machineOf = new ArrayList<>();
    for (Map<String, String> environment : environments) {
      int known = 0;
      while (known < machines.size() && !same(machines.get(known), environment)) {
        known++;
      }
      if (known == machines.size()) {
        machines.add(environment);
      }
      machineOf.add(known);
    }
    List<String> names = labels(machines.stream().map(Hosts::name).toList());
    labels = machineOf.stream().map(names::get).toList();
  }

  public static String name(Map<String, String> environment) {
    return environment.getOrDefault("host", "unknown");
  }

  private static List<String> labels(List<String> names) {
    Map<String, Integer> seen = new LinkedHashMap<>();
    return names.stream()
        .map(
            name ->
                names.indexOf(name) == names.lastIndexOf(name)
                    ? name
                    : name + "#" + seen.merge(name, 1, Integer::sum))
        .toList();
  }

  private static boolean same(Map<String, String> one, Map<String, String> other) {
    return name(one).equals(name(other))
        && one.getOrDefault(BOOT, value(other, BOOT))
            .equals(other.getOrDefault(BOOT, value(one, BOOT)))
        && DECISIVE.stream()
            .allMatch(field -> alike(field, value(one, field), value(other, field)));
  }

  private static boolean alike(String field, String one, String other) {
    if (one.equals(other) || !field.equals("memory")) {
      return one.equals(other);
    }
    double a = kilobytes(one);
    double b = kilobytes(other);
    return Math.abs(a - b) <= MEMORY_TOLERANCE * Math.max(a, b);
  }

  /**
   * Returns the number of {@code 8145864 kB}; NaN where it is something else, which is like
   * nothing.
   */
  private static double kilobytes(String memory) {
    return memory.matches("\\d{1,18} kB")
        ? Long.parseLong(memory.substring(0, memory.indexOf(' ')))
        : Double.NaN;
  }

  private static String value(Map<String, String> environment, String field) {
    return environment.getOrDefault(field, "unknown");
  }

  /**
   * Returns the name of the machine of a run; numbered where different machines have the same name.
   */
  public String label(int run) {
    return labels.get(run);
  }

  public int machines() {
    return Set.copyOf(labels).size();
  }

  /**
   * Says what numbers depend on and is not the same on all hosts: a line each, with field and
   * hosts.
   */
  public List<String> differences() {
    return DECISIVE.stream()
        .filter(
            field ->
                environments.stream()
                    .anyMatch(
                        environment ->
                            !alike(
                                field,
                                value(environments.getFirst(), field),
                                value(environment, field))))
        .map(field -> "hosts differ in " + field + ": " + byHost(field))
        .toList();
  }

  /** Returns what all share as it is and, of what differs, every value with its hosts. */
  public Map<String, String> environment() {
    Map<String, String> shared = new LinkedHashMap<>();
    shared.put("host", String.join(", ", new LinkedHashSet<>(labels)));
    for (Map<String, String> environment : environments) {
      environment.keySet().forEach(field -> shared.computeIfAbsent(field, this::byHost));
    }
    return shared;
  }

  private String byHost(String field) {
    Map<String, Set<String>> hosts = new LinkedHashMap<>();
    for (int run = 0; run < labels.size(); run++) {
      hosts
          .computeIfAbsent(value(environments.get(run), field), _ -> new LinkedHashSet<>())
          .add(label(run));
    }
    return hosts.size() == 1
        ? hosts.keySet().iterator().next()
        : hosts.entrySet().stream()
            .map(value -> value.getKey() + " (" + String.join(", ", value.getValue()) + ")")
            .collect(Collectors.joining("; "));
  }

  /**
   * Puts the lines of several runs together: what all say once, else with the host that it is of.
   *
   * @param lines of a run
   */
  public List<String> union(Function<Integer, List<String>> lines) {
    Set<String> union = new LinkedHashSet<>();
    for (int run = 0; run < labels.size(); run++) {
      for (String line : lines.apply(run)) {
        boolean everywhere = true;
        for (int other = 0; other < labels.size(); other++) {
          everywhere &= lines.apply(other).contains(line);
        }
        union.add(everywhere ? line : "host " + label(run) + ": " + line);
      }
    }
    return List.copyOf(union);
  }
}
