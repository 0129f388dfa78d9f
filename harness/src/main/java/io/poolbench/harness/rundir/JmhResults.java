package io.poolbench.harness.rundir;

import io.poolbench.harness.fork.JmhScores;
import io.poolbench.harness.plan.Arm;
import io.poolbench.harness.plan.Trial;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merges the trials' one-fork JMH results into the file that JMH would have written had it run all
 * forks of an arm itself: one entry per arm, one raw array per fork. Merged from JMH's JSON and not
 * from its result objects, so that a resumed run gives the same file as an unbroken one.
 */
final class JmhResults {

  /** Tells arms of the same benchmark apart. */
  private static final String ARM = "poolbench.arm";

  private JmhResults() {}

  /**
   * Merges the results of a run.
   *
   * @param result JMH's JSON of a trial
   */
  static String merged(RunRecord run, Function<Trial, JsonNode> result) {
    ArrayNode entries = JsonMapper.shared().createArrayNode();
    for (List<Trial> arm : run.finishedByArm()) {
      List<Trial> timed = arm.stream().filter(trial -> trial.kind() == Trial.Kind.TIMING).toList();
      if (!timed.isEmpty()) {
        for (ObjectNode entry : mergeModes(timed.stream().map(result).toList())) {
          if (run.jars() != null) {
            name(entry, timed.getFirst().arm());
          }
          entries.add(entry);
        }
      }
    }
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(entries) + "\n";
  }

  /** Merges forks into one entry for each mode of a benchmark; ours have one. */
  private static List<ObjectNode> mergeModes(List<JsonNode> forks) {
    return IntStream.range(0, forks.getFirst().size())
        .mapToObj(mode -> JmhScores.merge(forks.stream().map(fork -> fork.get(mode)).toList()))
        .toList();
  }

  /**
   * Adds the arm as a parameter; its name has a dot, which no parameter of a benchmark can have.
   */
  private static void name(ObjectNode entry, Arm arm) {
    JsonNode params = entry.path("params");
    ObjectNode named = params.isObject() ? (ObjectNode) params : entry.putObject("params");
    named.put(ARM, arm.benchmark() + "/variant=" + arm.variant());
  }
}
