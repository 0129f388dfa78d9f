package io.poolbench.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * Runs one trial as a one-fork JMH run. The only profiler is the one that costs nothing: the GC
 * counters, read between iterations.
 */
final class TrialRunner implements AutoCloseable {

  private final RunPlan plan;
  private final RunDirectory directory;
  private final ScheduledExecutorService watchdog =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  TrialRunner(RunPlan plan, RunDirectory directory) {
    this.plan = plan;
    this.directory = directory;
  }

  /**
   * Runs the trial once; its JMH result and its output are on disk when this returns.
   *
   * @return the trial, done or failed
   */
  Trial run(Trial trial) {
    Instant started = Instant.now();
    try {
      RunResult result = fork(trial);
      directory.writeResult(trial, json(result));
      BenchmarkResult fork = result.getBenchmarkResults().iterator().next();
      long operations = fork.getMetadata().getMeasurementOps();
      SequencedMap<String, Double> metrics = Metrics.of(fork, operations);
      requireBeforeAllocates(trial, metrics);
      return trial.done(started.toString(), secondsSince(started), operations, metrics);
    } catch (TrialFailedException e) {
      return trial.failed(
          started.toString(), secondsSince(started), String.valueOf(e.getMessage()));
    }
  }

  /** A BEFORE that vanishes is a broken benchmark, and a broken benchmark has no result. */
  private static void requireBeforeAllocates(Trial trial, Map<String, Double> metrics)
      throws TrialFailedException {
    long expected = workload(trial).allocatedBefore();
    double found = metrics.getOrDefault("B/op", Double.NaN);
    if (trial.variant().equals(Variant.BEFORE.label()) && found < expected) {
      throw new TrialFailedException(
          "allocated %.0f B/op, expected at least the %d B of its own buffers: they were optimised away"
              .formatted(found, expected));
    }
  }

  private static Workload workload(Trial trial) {
    return Catalogue.technique(trial.technique()).workload(trial.workload());
  }

  private RunResult fork(Trial trial) throws TrialFailedException {
    AtomicBoolean hung = new AtomicBoolean();
    ScheduledFuture<?> kill =
        watchdog.schedule(
            () -> {
              hung.set(true);
              ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly);
            },
            plan.timeoutMillis(),
            TimeUnit.MILLISECONDS);
    try {
      Collection<RunResult> results = new Runner(options(trial)).run();
      if (results.size() != 1) {
        throw new TrialFailedException("JMH returned %d results, not 1".formatted(results.size()));
      }
      return results.iterator().next();
    } catch (RunnerException e) {
      throw new TrialFailedException(
          hung.get()
              ? "not finished after %d s, killed".formatted(plan.timeoutMillis() / 1000)
              : rootMessage(e));
    } finally {
      kill.cancel(false);
    }
  }

  private Options options(Trial trial) {
    List<String> jvmArgs = new ArrayList<>(plan.jvmArgs());
    if (workload(trial).virtualThreads()) {
      jvmArgs.add("-Djmh.executor=VIRTUAL");
    }
    return new OptionsBuilder()
        .include("^" + TechniqueBenchmark.NAME.replace(".", "\\.") + "$")
        .param("technique", trial.technique())
        .param("op", trial.workload())
        .param("variant", trial.variant())
        .mode(Mode.AverageTime)
        .timeUnit(TimeUnit.NANOSECONDS)
        .threads(workload(trial).threads())
        .forks(1)
        .warmupForks(0)
        .warmupIterations(plan.warmupIterations())
        .warmupTime(TimeValue.milliseconds(plan.warmupMillis()))
        .measurementIterations(plan.measurementIterations())
        .measurementTime(TimeValue.milliseconds(plan.measurementMillis()))
        .jvmArgs(jvmArgs.toArray(String[]::new))
        .addProfiler(GCProfiler.class)
        .shouldFailOnError(true)
        .output(directory.nextLog(trial).toString())
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

  private static double secondsSince(Instant started) {
    return (Instant.now().toEpochMilli() - started.toEpochMilli()) / 1e3;
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
  }
}
