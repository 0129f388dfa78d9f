package io.poolbench.harness.fork;

import io.poolbench.counting.ObjectCounts;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs forks that tell how long an operation takes and, when that is measured, how many objects it
 * allocates; or that alone; or, with escape analysis switched off, how many the source asks for.
 */
final class Timing {

  private static final Map<String, String> COUNT = Map.of("count", "true");

  private static final String STEERED = "measurement.steered";

  private static final Map<String, String> TIME = Map.of("gc", "true", STEERED, "true");

  private static final Map<String, String> TIME_AND_COUNT =
      Map.of("count", "true", STEERED, "true");

  /**
   * The JVM arguments with which every object that the source makes is made: by the first compiler,
   * which has no escape analysis and is done soon, or by the second without it, where a benchmark
   * has switched tiers off. Under the second, what was counted changed with what it had come to.
   */
  private static final List<String> AS_WRITTEN =
      List.of(
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:TieredStopAtLevel=1",
          "-XX:-DoEscapeAnalysis",
          "-XX:-EliminateAutoBox",
          "-XX:-OptimizeStringConcat");

  /**
   * The JVM arguments with which the compiler decides alike in every fork: a thread waits until
   * what it calls is compiled. In the background a method is compiled by what it has shown until
   * the compiler comes to it, so that forks of equal code counted up to six different numbers.
   */
  private static final List<String> REPEATABLE = List.of("-Xbatch");

  /** JMH's options of a source-level count: code that makes every object makes as many soon. */
  private static final List<String> SHORT =
      List.of("-wi", "2", "-w", "100ms", "-i", "2", "-r", "20ms");

  /** JMH's options before objects are counted, to see how long an operation takes. */
  private static final List<String> BARELY = JmhFork.measurement(3, 20);

  private Timing() {}

  static Outcome run(JmhFork fork) throws TrialFailedException, IOException {
    boolean apart = fork.plan().countsApart();
    JmhFork.Result result = fork.measureWarm(apart ? TIME : TIME_AND_COUNT, fork.measurement());
    SequencedMap<String, Double> metrics = JmhMetrics.of(result.results());
    requireBuffers(fork, metrics);
    List<String> findings = new ArrayList<>(result.findings());
    if (apart) {
      // What JMH's iterations allocate of their own is in it.
      metrics.remove("B/op");
      return outcome(result, null, metrics, findings);
    }
    ObjectCounts counts = counts("allocs/op", result.reply(), findings);
    if (counts != null) {
      metrics.put("allocs/op", counts.objects());
    }
    return outcome(result, counts, metrics, findings);
  }

  /**
   * Counts what a warm operation allocates, where no time is measured: other forks may run beside
   * it, and the compiler need not.
   */
  static Outcome count(JmhFork fork) throws TrialFailedException, IOException {
    JmhFork.Result result = fork.measureWarm(COUNT, BARELY, REPEATABLE);
    List<String> findings = new ArrayList<>(result.findings());
    ObjectCounts counts = counts("allocs/op", result.reply(), findings);
    SequencedMap<String, Double> metrics = JmhMetrics.counters(result.results());
    if (counts == null) {
      Double bytes = JmhMetrics.of(result.results()).get("B/op");
      if (bytes != null) {
        metrics.put("B/op", bytes);
      }
    } else {
      metrics.put("B/op", counts.bytes());
      metrics.put("allocs/op", counts.objects());
    }
    return outcome(result, counts, metrics, findings);
  }

  static Outcome source(JmhFork fork) throws TrialFailedException, IOException {
    JmhFork.Result result = fork.measure(COUNT, SHORT, AS_WRITTEN);
    List<String> findings = new ArrayList<>(result.findings());
    ObjectCounts counts = counts("source-allocs/op", result.reply(), findings);
    SequencedMap<String, Double> metrics = new LinkedHashMap<>();
    if (counts != null) {
      metrics.put("source-allocs/op", counts.objects());
      metrics.put("source-B/op", counts.bytes());
    }
    return outcome(result, counts, metrics, findings);
  }

  private static Outcome outcome(
      JmhFork.Result result,
      @Nullable ObjectCounts counts,
      SequencedMap<String, Double> metrics,
      List<String> findings) {
    return new Outcome(
        json(result.results()),
        counts == null ? null : json(counts),
        JmhMetrics.operations(result.results()),
        metrics,
        findings);
  }

  /** Returns the counts, or null, with a finding, where the JVM cannot count. */
  private static @Nullable ObjectCounts counts(
      String unit, Properties reply, List<String> findings) {
    String why = reply.getProperty("uncountable");
    if (why == null && reply.containsKey("operations")) {
      return ObjectCounts.of(reply);
    }
    findings.add(
        unit
            + " of some benchmarks are missing: "
            + (why == null ? "JMH ran no measured iteration" : why));
    return null;
  }

  /**
   * Refuses a BEFORE that vanishes, which is a broken benchmark, and a broken benchmark has no
   * result.
   */
  private static void requireBuffers(JmhFork fork, Map<String, Double> metrics)
      throws TrialFailedException {
    long expected = fork.benchmark().allocatedBefore();
    double found = metrics.getOrDefault("B/op", 0.0);
    if (found < expected) {
      throw new TrialFailedException(
          "allocated %.0f B/op, expected at least the %d B of its own buffers: they were optimised away"
              .formatted(found, expected));
    }
  }

  private static String json(Object value) {
    return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(value) + "\n";
  }
}
