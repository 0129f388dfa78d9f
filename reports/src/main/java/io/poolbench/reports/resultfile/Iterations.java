package io.poolbench.reports.resultfile;

import io.poolbench.reports.model.BenchmarkName;
import io.poolbench.reports.unit.BaseUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The iterations of a run's forks, which stand in its {@code jmh.json} by arm. */
final class Iterations {

  /** The forks of each arm, in the order of rounds. */
  private final Map<String, Iterator<List<Double>>> forks;

  private Iterations(Map<String, Iterator<List<Double>>> forks) {
    this.forks = forks;
  }

  /** Reads iterations in base units, as {@code benchmarks.txt} has; none if there is no file. */
  static Iterations of(Path file) throws IOException {
    Map<String, Iterator<List<Double>>> iterations = new HashMap<>();
    if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      for (JsonNode entry : JsonInput.tree(file)) {
        JsonNode metric = entry.path("primaryMetric");
        double factor = BaseUnit.ofJmh(metric.path("scoreUnit").asString("")).factor();
        List<List<Double>> forks = new ArrayList<>();
        for (JsonNode fork : metric.path("rawData")) {
          forks.add(iterations(fork, factor));
        }
        JsonNode params = entry.path("params");
        String named = params.path("poolbench.arm").asString(arm(params, "op"));
        // Of a benchmark with several modes the first.
        iterations.putIfAbsent(named, forks.iterator());
      }
    }
    return new Iterations(iterations);
  }

  /** None where one of them has no number: the fork keeps its place among the others. */
  private static List<Double> iterations(JsonNode fork, double factor) {
    List<Double> values =
        fork.valueStream().map(value -> factor * JmhNumbers.number(value)).toList();
    return values.stream().allMatch(Double::isFinite) ? values : List.of();
  }

  private static String arm(JsonNode node, String workload) {
    return String.join(
        " ",
        node.path("technique").asString(""),
        node.path(workload).asString(""),
        node.path("setting").asString(""),
        node.path("variant").asString(""));
  }

  /** Returns those of an arm's next trial in the order of rounds; empty for other kinds. */
  List<Double> next(JsonNode trial) {
    boolean timed =
        trial.path("kind").asString("timing").equals("timing")
            && trial.path("status").asString("").equals("done");
    String named =
        BenchmarkName.arm(trial.path("benchmark").asString(""), trial.path("variant").asString(""));
    Iterator<List<Double>> arm = forks.getOrDefault(named, forks.get(arm(trial, "workload")));
    return timed && arm != null && arm.hasNext() ? arm.next() : List.of();
  }
}
