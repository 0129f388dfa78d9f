package io.poolbench.harness.fork;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs one fork by the JMH of its own class path, with our probe inside.
 *
 * @param benchmark with the JVM arguments that the trial's setting makes of its own
 */
record JmhFork(Trial trial, RunPlan plan, JarArm arm, JarBenchmark benchmark, Runner.Files files) {

  /**
   * The findings of JMH and the probe in one fork.
   *
   * @param results JMH's entries, one for each mode, of the iterations that it was asked for
   * @param reply of the probe; empty where JMH ran no measured iteration
   * @param findings of the fork itself: how its JVM was set, whether it was warm
   */
  record Result(ArrayNode results, Properties reply, List<String> findings) {}

  /** Warm-up takes at least so long, however steady all seems. */
  private static final long LEAST_WARMUP_MILLIS = 800;

  Outcome run() throws TrialFailedException, IOException {
    return switch (trial.kind()) {
      case TIMING -> Timing.run(this);
      case SOURCE -> Timing.source(this);
      case COUNT -> Timing.count(this);
      case CENSUS -> Recordings.census(this);
      case PROFILE_ALLOC, PROFILE_CPU, PROFILE_LIVE -> Recordings.profile(this);
      case FOOTPRINT ->
          benchmark.isFootprint() ? TechniqueFootprint.run(this) : StateFootprint.run(this);
    };
  }

  /**
   * Lets JMH measure when the benchmark is warm: as the plan says, or the annotations.
   *
   * @param request for the probe
   * @param measurement JMH's options for the measured iterations
   */
  Result measureWarm(Map<String, String> request, List<String> measurement)
      throws TrialFailedException, IOException {
    Map<String, String> asked = new HashMap<>(request);
    List<String> options = new ArrayList<>();
    plan.timing()
        .map(RunPlan.Timing::warmup)
        .ifPresent(
            warmup -> {
              options.addAll(iterations("-wi", "-w", warmup.count(), warmup.millis()));
              long most = warmup.total();
              asked.put("warmup.least", String.valueOf(Math.min(most, LEAST_WARMUP_MILLIS)));
              asked.put("warmup.most", String.valueOf(most));
            });
    options.addAll(measurement);
    return measure(asked, options, List.of());
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
    List<String> arguments = new ArrayList<>(RunPlan.jvmArgs(benchmark.jvmArgs(), trial.kind()));
    arguments.addAll(arm.jvmArgs());
    arguments.addAll(jvmArgs);
    Map<String, String> asked = new HashMap<>(request);
    boolean probeSetsJvm = arm.takesProbe() && !benchmark.pinsJvm();
    if (probeSetsJvm) {
      asked.put("jvm.asked", String.join("\n", arguments));
      asked.put("jvm.pinned", String.join("\n", RunPlan.jvmArgs(plan.jvmArgs(), trial.kind())));
    }
    Path json = files.log().resolveSibling(files.log().getFileName() + ".result");
    try (Probe probe = Probe.lay(files.log(), asked, !arm.hasProbe())) {
      List<String> profilers =
          !arm.takesProbe()
              ? List.of("gc")
              : probeSetsJvm ? List.of(probe.looker(), probe.setter()) : List.of(probe.looker());
      List<String> command =
          new JmhCommand(arm, benchmark, params, probe.folder())
              .line(probeSetsJvm ? List.of() : arguments, profilers, options, json);
      JmhLog.await(command, files.log(), plan.timeout(trial.kind()));
      Properties reply = probe.reply();
      if (!arm.takesProbe()) {
        reply.setProperty("uncountable", "the probe needs Java 11 or newer");
      }
      Properties jvm = probe.jvm();
      if (benchmark.pinsJvm()) {
        jvm.setProperty("arguments", String.join("\n", arguments));
      }
      return new Result(asItWas(read(json), reply, jvm, params), reply, findings(reply, jvm));
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

  /** Leaves out the iterations in which objects were counted, and says what the probe changed. */
  private static ArrayNode asItWas(
      JsonNode results, Properties reply, Properties jvm, Map<String, String> params)
      throws TrialFailedException {
    if (results.isEmpty()) {
      throw new TrialFailedException("JMH left no result");
    }
    String timed = reply.getProperty("timed");
    ArrayNode kept = JsonMapper.shared().createArrayNode();
    for (JsonNode result : results) {
      requireParams(result, params);
      // A benchmark of several modes has a fork for each, of which the first is looked into.
      boolean looked = kept.isEmpty();
      ObjectNode entry =
          timed == null || !looked
              ? (ObjectNode) result
              : JmhScores.first(result, Integer.parseInt(timed));
      // JMH that runs in the fork itself has started none.
      entry.put("forks", 1);
      if (looked) {
        setIterations(entry, reply, "warmup");
        setIterations(entry, reply, "measurement");
      }
      if (jvm.containsKey("arguments")) {
        ArrayNode arguments = entry.putArray("jvmArgs");
        lines(jvm, "arguments").forEach(arguments::add);
      }
      kept.add(entry);
    }
    return kept;
  }

  /** Corrects number and length of the iterations: JMH writes down those that it was asked for. */
  private static void setIterations(ObjectNode entry, Properties reply, String phase) {
    String iterations = reply.getProperty(phase + ".iterations");
    if (iterations != null) {
      entry.put(phase + "Iterations", Integer.parseInt(iterations));
    }
    String each = reply.getProperty(phase + ".each");
    if (each != null) {
      entry.put(phase + "Time", each + " ms");
    }
  }

  private static List<String> lines(Properties said, String key) {
    return said.getProperty(key, "").lines().toList();
  }

  private List<String> findings(Properties reply, Properties jvm) {
    List<String> findings = new ArrayList<>();
    String name = trial.arm().toString();
    String unsteady = reply.getProperty("warmup.unsteady");
    if (unsteady != null) {
      findings.add("%s: when its warm-up was over %s".formatted(name, unsteady));
    }
    for (String conflict : lines(jvm, "conflicts")) {
      findings.add("%s: its own @Fork says %s".formatted(name, conflict));
    }
    return findings;
  }

  /** Refuses the result where something else was measured than was meant. */
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

  /**
   * Returns JMH's options for the measured iterations: as the plan says, or none where the
   * annotations do.
   */
  List<String> measurement() {
    return plan.timing()
        .map(RunPlan.Timing::measured)
        .map(measured -> measurement(measured.count(), measured.millis()))
        .orElse(List.of());
  }

  static List<String> measurement(int iterations, long millis) {
    return iterations("-i", "-r", iterations, millis);
  }

  static List<String> iterations(String count, String time, int iterations, long millis) {
    return List.of(count, String.valueOf(iterations), time, millis + "ms");
  }
}
