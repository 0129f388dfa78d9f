package io.poolbench.harness.probe;

import java.io.File;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.ExternalProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/**
 * Writes down how JMH would start the fork of each benchmark, in place of starting it: as a command
 * in front of the fork's own, which every JMH lets an external profiler name.
 *
 * <p>Of each benchmark it leaves a file {@code NAME-MODE} with texts that each end in a zero: the
 * number of JVM arguments that the annotations say, the milliseconds of the iterations that they
 * ask for, the path of the JVM, those arguments, and all others; and a file {@code NAME-MODE.hints}
 * with what JMH tells the fork's compilers.
 */
public final class StartRecorder implements ExternalProfiler {

  private static final String SCRIPT =
      "printf '%s\\0' \"$@\" > \"$0\"; for argument; do case $argument in"
          + " -XX:CompileCommandFile=*) cp \"${argument#*=}\" \"$0.hints\";; esac; done";

  private static final String HINTS_FILE = "-XX:CompileCommandFile=";

  private final String folder;

  /**
   * Takes the folder, called by JMH in its own JVM.
   *
   * @param options path of the folder
   */
  public StartRecorder(String options) {
    folder = options;
  }

  @Override
  public String getDescription() {
    return "poolbench: writes down how a fork would be started";
  }

  @Override
  public Collection<String> addJVMInvokeOptions(BenchmarkParams benchmark) {
    return Arrays.asList(
        "/bin/sh",
        "-c",
        SCRIPT,
        folder + File.separator + benchmark.getBenchmark() + "-" + benchmark.getMode().shortLabel(),
        String.valueOf(own(benchmark)),
        // As a floating-point number, since an annotation may ask for more than a long holds.
        String.valueOf(
            (long) (millis(benchmark.getWarmup()) + millis(benchmark.getMeasurement()))));
  }

  private static double millis(IterationParams iterations) {
    return (double) iterations.getCount() * iterations.getTime().convertTo(TimeUnit.MILLISECONDS);
  }

  /** JMH takes files of hints out of them and puts their lines into its own. */
  private static long own(BenchmarkParams benchmark) {
    return benchmark.getJvmArgs().stream()
        .filter(argument -> !argument.startsWith(HINTS_FILE))
        .count();
  }

  @Override
  public Collection<String> addJVMOptions(BenchmarkParams benchmark) {
    return Collections.emptyList();
  }

  @Override
  public void beforeTrial(BenchmarkParams benchmark) {
    // There is none.
  }

  @Override
  public Collection<? extends Result<?>> afterTrial(
      BenchmarkResult result, long pid, File out, File err) {
    return Collections.emptyList();
  }

  @Override
  public boolean allowPrintOut() {
    return true;
  }

  @Override
  public boolean allowPrintErr() {
    return true;
  }
}
