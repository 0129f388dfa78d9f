package io.poolbench.harness.fork;

import io.poolbench.counting.ClassNames;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the heap that the states of a benchmark retain, with all that they hold and what their
 * classes keep in static fields: live bytes after an iteration less those before the set-up. JMH
 * gives no handle on a state, so there is no graph to be walked as for our own footprints.
 */
final class StateFootprint {

  private static final String CLASS = "class.";

  /**
   * The result file.
   *
   * @param bytesByClass heap bytes of each class, by name as Java writes it
   */
  record Result(Map<String, Double> bytesByClass, long directBytes) {}

  private StateFootprint() {}

  static Outcome run(JmhFork fork) throws TrialFailedException, IOException {
    // With the last iteration JMH lets the states go.
    long millis = fork.plan().timing().map(timing -> timing.measured().millis()).orElse(0L);
    Properties reply =
        fork.measureWarm(Map.of("live", "true"), JmhFork.measurement(2, millis)).reply();
    if (reply.isEmpty()) {
      throw new TrialFailedException("JMH ran no measured iteration; nothing was counted");
    }
    return outcome(reply);
  }

  private static Outcome outcome(Properties said) {
    Map<String, Double> bytes = new TreeMap<>();
    for (String name : said.stringPropertyNames()) {
      if (name.startsWith(CLASS)) {
        bytes.merge(
            ClassNames.readable(name.substring(CLASS.length())),
            Double.valueOf(said.getProperty(name)),
            Double::sum);
      }
    }
    long direct = Long.parseLong(said.getProperty("direct"));
    SequencedMap<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("retained-B/state", bytes.values().stream().mapToDouble(Double::doubleValue).sum());
    metrics.put("direct-B/state", (double) direct);
    if (said.containsKey("descriptors")) {
      metrics.put("fds/state", Double.valueOf(said.getProperty("descriptors")));
    }
    return new Outcome(
        JsonMapper.shared()
                .writerWithDefaultPrettyPrinter()
                .writeValueAsString(new Result(bytes, direct))
            + "\n",
        null,
        1,
        metrics,
        List.of());
  }
}
