package io.poolbench.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A one-fork JMH run. The only profiler is the one that costs nothing: the GC counters, read
 * between iterations.
 */
final class TimingFork {

  private TimingFork() {}

  static Outcome run(Trial trial, RunPlan plan, Path log) throws TrialFailedException {
    Workload workload = Catalogue.technique(trial.technique()).workload(trial.workload());
    RunResult result = fork(options(trial, workload, plan, log));
    BenchmarkResult fork = result.getBenchmarkResults().iterator().next();
    long operations = fork.getMetadata().getMeasurementOps();
    SequencedMap<String, Double> metrics = Metrics.of(fork, operations);
    if (trial.variant().equals(Variant.BEFORE.label())) {
      requireBuffers(workload, metrics);
    }
    return new Outcome(json(result), operations, metrics, List.of());
  }

  /** A BEFORE that vanishes is a broken benchmark, and a broken benchmark has no result. */
  private static void requireBuffers(Workload workload, Map<String, Double> metrics)
      throws TrialFailedException {
    long expected = workload.allocatedBefore();
    double found = metrics.getOrDefault("B/op", Double.NaN);
    if (found < expected) {
      throw new TrialFailedException(
          "allocated %.0f B/op, expected at least the %d B of its own buffers: they were optimised away"
              .formatted(found, expected));
    }
  }

  private static RunResult fork(Options options) throws TrialFailedException {
    try {
      Collection<RunResult> results = new Runner(options).run();
      if (results.size() != 1) {
        throw new TrialFailedException("JMH returned %d results, not 1".formatted(results.size()));
      }
      return results.iterator().next();
    } catch (RunnerException e) {
      throw new TrialFailedException(rootMessage(e));
    }
  }

  private static Options options(Trial trial, Workload workload, RunPlan plan, Path log) {
    List<String> jvmArgs = Setting.jvmArgs(plan, trial);
    return new OptionsBuilder()
        .include("^" + TechniqueBenchmark.NAME.replace(".", "\\.") + "$")
        .param("technique", trial.technique())
        .param("op", trial.workload())
        .param("setting", trial.setting())
        .param("variant", trial.variant())
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .threads(workload.threads())
        .forks(1)
        .warmupForks(0)
        .warmupIterations(plan.warmupIterations())
        .warmupTime(TimeValue.milliseconds(plan.warmupMillis()))
        .measurementIterations(plan.measurementIterations())
        .measurementTime(TimeValue.milliseconds(plan.measurementMillis()))
        .jvmArgs(jvmArgs.toArray(String[]::new))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .output(log.toString())
        .build();
  }

  private static String json(RunResult result) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, UTF_8);
    ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(List.of(result));
    return bytes.toString(UTF_8);
  }

  private static String rootMessage(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    for (Throwable suppressed : cause.getSuppressed()) {
      return rootMessage(suppressed);
    }
    String message = cause.getMessage();
    String text =
        message == null ? cause.toString() : cause.getClass().getSimpleName() + ": " + message;
    return text.lines().findFirst().orElse("failed without a message");
  }
}
