package io.poolbench.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One fork of a benchmark that is not ours, by the JMH of its own jar on the JVM of its arm. Only
 * options that every JMH of the last ten years knows; the JVM arguments of the benchmark's own
 * annotations stay, behind ours.
 */
final class JarFork {

  static final String MAIN = "org.openjdk.jmh.Main";

  /** What JMH prints in front of the reason: of an exception, of a JVM that ended, of its own. */
  private static final List<String> FAILURES =
      List.of("<failure>", "<stderr last=", "ERROR: ", "Exception in thread ", "Error: ");

  private static final String CAUSED_BY = "Caused by: ";

  private JarFork() {}

  static Outcome run(Trial trial, RunPlan plan, JarSuite suite, Path recording, Path log)
      throws TrialFailedException {
    return switch (trial.kind()) {
      case TIMING -> time(trial, plan, suite, log);
      case CENSUS -> JarRecording.census(trial, plan, suite, recording, log);
      case PROFILE_ALLOC, PROFILE_CPU, PROFILE_LIVE ->
          JarRecording.profile(trial, plan, suite, recording, log);
      case FOOTPRINT -> JarFootprint.run(trial, plan, suite, log);
    };
  }

  private static Outcome time(Trial trial, RunPlan plan, JarSuite suite, Path log)
      throws TrialFailedException {
    List<String> options = new ArrayList<>(warmup(plan));
    if (!plan.hasOwnIterations()) {
      options.addAll(measurement(plan.measurementIterations(), plan.measurementMillis()));
    }
    options.addAll(List.of("-prof", "gc"));
    String json = measure(trial, suite, List.of(), options, log);
    JsonNode results = JsonMapper.shared().readTree(json);
    return new Outcome(
        json, JarMetrics.operations(results), JarMetrics.of(results), overridden(trial, results));
  }

  /**
   * Lets JMH measure.
   *
   * @param probes what is behind the jars on the class path
   * @param options for JMH, more than those that say what is measured on which JVM
   * @return JMH's result, which is of what was meant to be measured
   */
  static String measure(
      Trial trial, JarSuite suite, List<Path> probes, List<String> options, Path log)
      throws TrialFailedException {
    JarArm arm = suite.arm(trial);
    JarBenchmark benchmark = Objects.requireNonNull(suite.benchmarks().get(trial.arm().path()));
    Map<String, String> params = new LinkedHashMap<>(benchmark.params());
    params.putAll(arm.params());
    Path file = log.resolveSibling(log.getFileName() + ".result");
    try {
      List<String> command = command(trial, arm, probes, benchmark, params);
      command.addAll(options);
      command.addAll(List.of("-rf", "json", "-rff", file.toString()));
      await(command, log);
      String json = Files.readString(file);
      requireParams(JsonMapper.shared().readTree(json), params);
      return json;
    } catch (IOException e) {
      throw new TrialFailedException("left no result: " + e);
    } catch (JacksonException e) {
      throw new TrialFailedException("wrote a result that cannot be read: " + e.getMessage());
    } finally {
      ProbeFiles.delete(file);
    }
  }

  private static List<String> command(
      Trial trial,
      JarArm arm,
      List<Path> probes,
      JarBenchmark benchmark,
      Map<String, String> params) {
    List<String> command = new ArrayList<>();
    // We hold JMH's lock for the whole run.
    command.addAll(List.of(arm.java(), "-Djmh.ignoreLock=true"));
    List<String> classPath = new ArrayList<>(arm.classPath());
    probes.forEach(probe -> classPath.add(probe.toString()));
    command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), MAIN));
    command.add("^" + Pattern.quote(benchmark.method()) + "$");
    command.addAll(List.of("-jvm", arm.java(), "-f", "1", "-wf", "0", "-foe", "true"));
    command.addAll(benchmark.options());
    List<String> jvmArgs = new ArrayList<>(Setting.jvmArgs(benchmark.jvmArgs(), trial.setting()));
    jvmArgs.addAll(arm.jvmArgs());
    if (!jvmArgs.isEmpty()) {
      command.addAll(List.of("-jvmArgsPrepend", String.join(" ", jvmArgs)));
    }
    params.forEach(
        (param, value) -> {
          // JMH takes a comma for several values; one that has it can only be the default.
          if (!value.isEmpty() && !value.contains(",")) {
            command.addAll(List.of("-p", param + "=" + value));
          }
        });
    return command;
  }

  /** As the plan says, or the annotations. */
  static List<String> warmup(RunPlan plan) {
    return plan.hasOwnIterations()
        ? List.of()
        : List.of("-wi", String.valueOf(plan.warmupIterations()), "-w", plan.warmupMillis() + "ms");
  }

  static List<String> measurement(int iterations, long millis) {
    return List.of("-i", String.valueOf(iterations), "-r", millis + "ms");
  }

  /** What was measured is what was meant. */
  private static void requireParams(JsonNode results, Map<String, String> expected)
      throws TrialFailedException {
    if (results.isEmpty()) {
      throw new TrialFailedException("JMH left no result");
    }
    for (JsonNode result : results) {
      Map<String, String> found = new LinkedHashMap<>();
      result
          .path("params")
          .properties()
          .forEach(p -> found.put(p.getKey(), p.getValue().asString()));
      if (!found.equals(expected)) {
        throw new TrialFailedException(
            "JMH measured it with %s, expected %s; its command line cannot choose values that are empty or have commas"
                .formatted(found, expected));
      }
    }
  }

  /** The annotation of a benchmark comes behind our setting, and may say otherwise. */
  private static List<String> overridden(Trial trial, JsonNode results) {
    List<String> jvmArgs =
        results.get(0).path("jvmArgs").valueStream().map(JsonNode::asString).toList();
    return Setting.flags(trial.setting()).stream()
        .filter(flag -> flag.startsWith("-Xm"))
        .flatMap(
            ours ->
                jvmArgs.stream()
                    .filter(other -> other.startsWith(ours.substring(0, 4)) && !other.equals(ours))
                    .map(
                        other ->
                            "%s: its own @Fork says %s, which goes before %s"
                                .formatted(trial.arm().benchmark(), other, ours)))
        .toList();
  }

  private static void await(List<String> command, Path log)
      throws IOException, TrialFailedException {
    Process jmh =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      int exit = jmh.waitFor();
      if (exit != 0) {
        throw new TrialFailedException(why(Files.readAllLines(log), exit));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrialFailedException("interrupted");
    } finally {
      jmh.descendants().forEach(ProcessHandle::destroyForcibly);
      jmh.destroyForcibly();
    }
  }

  /** The line that names the cause, in what JMH printed. */
  static String why(List<String> log, int exit) {
    for (String failure : FAILURES) {
      for (int at = 0; at < log.size(); at++) {
        int where = log.get(at).indexOf(failure);
        if (where >= 0) {
          return failure.startsWith("<")
              ? rootCause(log.subList(at + 1, log.size()))
              : log.get(at).substring(where);
        }
      }
    }
    return "JMH ended with exit code " + exit;
  }

  /** Of the stack trace, or other text, up to the next empty line. */
  private static String rootCause(List<String> rest) {
    List<String> block =
        rest.stream().dropWhile(String::isBlank).takeWhile(line -> !line.isBlank()).toList();
    return block.reversed().stream()
        .filter(line -> line.startsWith(CAUSED_BY))
        .map(line -> line.substring(CAUSED_BY.length()))
        .findFirst()
        .orElse(block.isEmpty() ? "failed without a message" : block.getFirst());
  }
}
