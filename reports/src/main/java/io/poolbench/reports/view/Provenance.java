package io.poolbench.reports.view;

import io.poolbench.reports.model.Origin;
import io.poolbench.reports.model.ResultSet;
import io.poolbench.reports.model.StoredRun;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The origin of the numbers of one column or run, for a reader who has the page alone.
 *
 * @param label of the input
 * @param files paths of the input, as they were given
 * @param facts how it was measured, as far as it says so
 */
public record Provenance(String label, List<String> files, SequencedMap<String, String> facts) {

  private static final List<String> PLAN = List.of("name", "rounds");
  private static final List<String> MACHINE = List.of("cpu", "cores", "jvm");

  /** More different values than this are a list that nobody reads. */
  private static final int MOST_VALUES = 3;

  public Provenance {
    files = List.copyOf(files);
  }

  /** Returns one for each label, in order. */
  public static List<Provenance> of(SequencedMap<String, List<String>> files, ResultSet results) {
    List<Provenance> all = new ArrayList<>();
    files.forEach((label, paths) -> all.add(new Provenance(label, paths, facts(label, results))));
    return all;
  }

  private static SequencedMap<String, String> facts(String label, ResultSet results) {
    SequencedMap<String, String> facts = new LinkedHashMap<>();
    results.runs().stream().filter(run -> run.file().equals(label)).forEach(run -> add(facts, run));
    results.origins().stream()
        .filter(origin -> origin.file().equals(label))
        .forEach(origin -> add(facts, origin));
    facts.values().removeIf(String::isEmpty);
    return facts;
  }

  private static void add(Map<String, String> facts, StoredRun run) {
    facts.put("started", run.started().replaceFirst("\\.\\d+Z$", "Z").replace('T', ' '));
    for (String name : PLAN) {
      facts.put(name.equals("name") ? "plan" : name, run.plan().getOrDefault(name, ""));
    }
    for (String name : MACHINE) {
      facts.put(name, run.environment().getOrDefault(name, ""));
    }
    for (StoredRun.Jar jar : run.jars()) {
      facts.put(
          "arm " + jar.arm(),
          String.join(", ", jar.classPath()) + (jar.jvm().isEmpty() ? "" : " on JVM " + jar.jvm()));
    }
  }

  private static void add(Map<String, String> facts, Origin origin) {
    Map<String, TreeSet<String>> values = new LinkedHashMap<>();
    for (Map<String, String> settings : origin.settings().values()) {
      settings.forEach(
          (name, value) -> {
            if (!value.isEmpty()) {
              values.computeIfAbsent(name, _ -> new TreeSet<>()).add(value);
            }
          });
    }
    values.forEach(
        (name, found) ->
            facts.put(
                name,
                found.stream().limit(MOST_VALUES).collect(Collectors.joining("; "))
                    + (found.size() > MOST_VALUES
                        ? "; and " + (found.size() - MOST_VALUES) + " more"
                        : "")));
  }
}
