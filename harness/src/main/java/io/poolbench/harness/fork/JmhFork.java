package io.poolbench.harness.fork;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs one fork by the JMH of its own class path, with our probe inside.
 *
 * @param benchmark with the JVM arguments that the trial's setting makes of its own
 * @param start how JMH would start it; null where its JVM is too old to be asked
 */
record JmhFork(
    Trial trial,
    RunPlan plan,
    JarArm arm,
    JarBenchmark benchmark,
    @Nullable JmhStart start,
    Runner.Files files) {

  /**
   * The findings of JMH and the probe in one fork.
   *
   * @param results JMH's entries, one for each mode, of the iterations that it was asked for
   * @param reply of the probe; empty where JMH ran no measured iteration
   * @param findings of the fork itself: how its JVM was set, whether it was warm
   */
  record Result(ArrayNode results, Properties reply, List<String> findings) {}

  private static final String MODE = "-bm";

  /** Warm-up takes at least so long, however steady all seems. */
  private static final long LEAST_WARMUP_MILLIS = 800;

  /** Likewise in forks that only count. */
  private static final long LEAST_WARMUP_OF_COUNTS_MILLIS = 500;

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
    return measureWarm(request, measurement, List.of());
  }

  /**
   * Does so on a JVM with further arguments.
   *
   * @param jvmArgs for the fork, behind all others
   */
  Result measureWarm(Map<String, String> request, List<String> measurement, List<String> jvmArgs)
      throws TrialFailedException, IOException {
    Map<String, String> asked = new HashMap<>(request);
    List<String> options = new ArrayList<>();
    plan.timing()
        .map(RunPlan.Timing::warmup)
        .ifPresent(
            warmup -> {
              options.addAll(iterations("-wi", "-w", warmup.count(), warmup.millis()));
              long most = warmup.total();
              long least =
                  trial.kind() == Trial.Kind.COUNT
                      ? LEAST_WARMUP_OF_COUNTS_MILLIS
                      : LEAST_WARMUP_MILLIS;
              asked.put("warmup.least", String.valueOf(Math.min(most, least)));
              asked.put("warmup.most", String.valueOf(most));
            });
    options.addAll(measurement);
    return measure(asked, options, jvmArgs);
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
    List<String> asked = new ArrayList<>(RunPlan.jvmArgs(benchmark.jvmArgs(), trial.kind()));
    asked.addAll(arm.jvmArgs());
    asked.addAll(jvmArgs);
    List<String> own = start == null ? List.of() : start.own();
    // Without a start, JMH adds those of the annotations itself.
    List<String> pinned =
        start == null || benchmark.pinsJvm()
            ? List.of()
            : RunPlan.jvmArgs(plan.jvmArgs(), trial.kind());
    ArgumentMerge merge = new ArgumentMerge(own, asked, pinned);
    List<String> arguments = new ArrayList<>(own);
    arguments.addAll(merge.added());
    try (Probe probe = Probe.lay(files.log(), request)) {
      JmhCommand command = new JmhCommand(arm, benchmark, params, start, probe.folder());
      String profiler = arm.takesProbe() ? probe.looker() : "gc";
      ArrayNode results = JsonMapper.shared().createArrayNode();
      for (List<String> mode : modes(options)) {
        List<String> all = new ArrayList<>(options);
        all.addAll(mode);
        Path log = results.isEmpty() ? files.log() : beside("." + mode.getLast());
        results.addAll(results(json -> command.line(arguments, profiler, all, json), log));
      }
      Properties reply = probe.reply();
      if (!arm.takesProbe()) {
        reply.setProperty("uncountable", "the probe needs Java 11 or newer");
      }
      return new Result(
          asItWas(results, reply, arguments, params), reply, findings(reply, merge.conflicts()));
    }
  }

  /** Makes the command line of a fork that is to leave its result in a file. */
  @FunctionalInterface
  private interface Line {
    List<String> of(Path json) throws IOException;
  }

  private List<JsonNode> results(Line line, Path log) throws IOException, TrialFailedException {
    Path json = beside(".result");
    try {
      JmhLog.await(line.of(json), log, deadline());
      List<JsonNode> results = new ArrayList<>();
      read(json).forEach(results::add);
      return results;
    } catch (TrialFailedException e) {
      throw log.equals(files.log())
          ? e
          : new TrialFailedException(e.getMessage() + "; see " + log.getFileName());
    } finally {
      Files.deleteIfExists(json);
    }
  }

  /** Returns how long its JVM may take before it counts as hung. */
  Duration deadline() {
    return plan.timeout(trial.kind(), start == null ? 0 : start.annotated());
  }

  private Path beside(String suffix) {
    return files.log().resolveSibling(files.log().getFileName() + suffix);
  }

  /**
   * Returns JMH's options for each of its forks: a benchmark of several modes has one for each, or
   * one mode would run in code that was compiled for another.
   */
  private List<List<String>> modes(List<String> options) {
    return start == null || start.modes().size() < 2 || options.contains(MODE)
        ? List.of(List.of())
        : start.modes().stream().map(mode -> List.of(MODE, mode)).toList();
  }

  private static JsonNode read(Path json) throws IOException, TrialFailedException {
    try {
      return JsonMapper.shared().readTree(Files.readString(json));
    } catch (NoSuchFileException e) {
      throw new TrialFailedException(
          "JMH left no result; a benchmark that ends the JVM leaves none");
    } catch (CharacterCodingException e) {
      throw new TrialFailedException("JMH wrote a result that is no UTF-8");
    } catch (JacksonException e) {
      throw new TrialFailedException(
          "JMH wrote a result that cannot be read: " + e.getOriginalMessage());
    }
  }

  /**
   * Leaves out the iterations in which objects were counted, and says what we changed.
   *
   * @param jvmArgs of the fork; where JMH has started it, it says them itself
   */
  private ArrayNode asItWas(
      JsonNode results, Properties reply, List<String> jvmArgs, Map<String, String> params)
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
      if (start != null) {
        // JMH calls it by another path where links lead to it, and knows its own arguments.
        entry.put("jvm", arm.java());
        ArrayNode arguments = entry.putArray("jvmArgs");
        jvmArgs.forEach(arguments::add);
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

  private List<String> findings(Properties reply, List<String> conflicts) {
    List<String> findings = new ArrayList<>();
    String name = trial.arm().toString();
    String unsteady = reply.getProperty("warmup.unsteady");
    if (unsteady != null) {
      findings.add("%s: when its warm-up was over %s".formatted(name, unsteady));
    }
    for (String conflict : conflicts) {
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
