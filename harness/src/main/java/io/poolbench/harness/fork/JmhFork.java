package io.poolbench.harness.fork;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Setting;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * One fork by the JMH of its own class path, with our probe inside.
 *
 * @param benchmark with the JVM arguments that the trial's setting makes of its own
 */
record JmhFork(Trial trial, RunPlan plan, JarArm arm, JarBenchmark benchmark, Runner.Files files) {

  /**
   * What JMH and the probe left.
   *
   * @param results JMH's entries, one for each mode, of the iterations that it was asked for
   * @param reply of the probe; empty where JMH ran no measured iteration
   */
  record Result(ArrayNode results, Properties reply) {}

  Outcome run() throws TrialFailedException, IOException {
    return switch (trial.kind()) {
      case TIMING -> Timing.run(this);
      case SOURCE -> Timing.source(this);
      case CENSUS -> Recordings.census(this);
      case PROFILE_ALLOC, PROFILE_CPU, PROFILE_LIVE -> Recordings.profile(this);
      case FOOTPRINT -> StateFootprint.run(this);
    };
  }

  /**
   * Lets JMH measure.
   *
   * @param request for the probe
   * @param options for JMH, more than those that say what is measured on which JVM
   * @param jvmArgs for the fork, behind all others
   */
  Result measure(Map<String, String> request, List<String> options, List<String> jvmArgs)
      throws TrialFailedException, IOException {
    Map<String, String> params = new LinkedHashMap<>(benchmark.params());
    params.putAll(arm.params());
    Path json = files.log().resolveSibling(files.log().getFileName() + ".result");
    try (Probe probe = Probe.copy(files.log(), request)) {
      List<String> command =
          new JmhCommand(arm, benchmark, params, probe.folder())
              .line(jvmArgs, arm.takesProbe() ? probe.options() : "gc", options, json);
      JmhLog.await(command, files.log(), plan.timeout(trial.kind()));
      Properties reply = probe.reply();
      if (!arm.takesProbe()) {
        reply.setProperty("uncountable", "the probe needs Java 11 or newer");
      }
      return new Result(timed(read(json), reply, params), reply);
    } finally {
      Files.deleteIfExists(json);
    }
  }

  private static JsonNode read(Path json) throws IOException, TrialFailedException {
    try {
      return JsonMapper.shared().readTree(Files.readString(json));
    } catch (NoSuchFileException e) {
      throw new TrialFailedException("JMH left no result");
    } catch (JacksonException e) {
      throw new TrialFailedException(
          "JMH wrote a result that cannot be read: " + e.getOriginalMessage());
    }
  }

  /** Leaves out the iterations in which objects were counted. */
  private static ArrayNode timed(JsonNode results, Properties reply, Map<String, String> params)
      throws TrialFailedException {
    if (results.isEmpty()) {
      throw new TrialFailedException("JMH left no result");
    }
    String timed = reply.getProperty("timed");
    ArrayNode kept = JsonMapper.shared().createArrayNode();
    for (JsonNode result : results) {
      requireParams(result, params);
      // A benchmark of several modes has a fork for each, of which the first is looked into.
      kept.add(
          timed == null || !kept.isEmpty()
              ? result
              : JmhScores.first(result, Integer.parseInt(timed)));
    }
    return kept;
  }

  /** What was measured is what was meant. */
  private static void requireParams(JsonNode result, Map<String, String> expected)
      throws TrialFailedException {
    Map<String, String> found = new LinkedHashMap<>();
    result.path("params").properties().forEach(p -> found.put(p.getKey(), p.getValue().asString()));
    if (!found.equals(expected)) {
      throw new TrialFailedException(
          "JMH measured it with %s, expected %s; its command line cannot choose values that are empty or have commas"
              .formatted(found, expected));
    }
  }

  /** As the plan says, or the annotations. */
  List<String> warmup() {
    return plan.timing().map(timing -> iterations("-wi", "-w", timing.warmup())).orElse(List.of());
  }

  /** As the plan says, or the annotations. */
  List<String> measurement() {
    return plan.timing().map(timing -> iterations("-i", "-r", timing.measured())).orElse(List.of());
  }

  private static List<String> iterations(String count, String time, RunPlan.Iterations iterations) {
    return iterations(count, time, iterations.count(), iterations.millis());
  }

  static List<String> measurement(int iterations, long millis) {
    return iterations("-i", "-r", iterations, millis);
  }

  static List<String> iterations(String count, String time, int iterations, long millis) {
    return List.of(count, String.valueOf(iterations), time, millis + "ms");
  }

  /** The annotation of a benchmark comes behind our setting, and may say otherwise. */
  List<String> overridden(JsonNode results) {
    List<String> jvmArgs =
        results.get(0).path("jvmArgs").valueStream().map(JsonNode::asString).toList();
    List<String> findings = new ArrayList<>();
    for (String ours : Setting.flags(trial.setting())) {
      for (String other : jvmArgs) {
        if (ours.startsWith("-Xm")
            && other.startsWith(ours.substring(0, 4))
            && !other.equals(ours)) {
          findings.add(
              "%s: its own @Fork says %s, which goes before %s"
                  .formatted(trial.arm().benchmark(), other, ours));
        }
      }
    }
    return findings;
  }
}
