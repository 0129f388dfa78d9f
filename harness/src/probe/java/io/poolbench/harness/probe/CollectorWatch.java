package io.poolbench.harness.probe;

import java.io.IOException;
import java.nio.file.Paths;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import jdk.jfr.Recording;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Lets JFR watch the collector during the second measured iteration of a fork, when async-profiler
 * has stopped.
 *
 * <p>The request says {@code collections}, the file, and {@code collections.millis}, how long the
 * iteration is. The reply says {@code watched} operations.
 */
final class CollectorWatch implements Part {

  private final Properties request;
  private @Nullable Recording recording;
  private int measured;
  private long watched = -1;

  CollectorWatch(Properties request) {
    this.request = request;
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (iteration.getType() == IterationType.MEASUREMENT && measured == 1) {
      Recording started = new Recording();
      started.enable("jdk.GarbageCollection");
      started.enable("jdk.GCHeapSummary");
      started.start();
      recording = started;
    }
  }

  @Override
  public void afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result)
      throws IOException {
    if (iteration.getType() != IterationType.MEASUREMENT) {
      return;
    }
    if (recording != null && !isOver()) {
      recording.stop();
      recording.dump(Paths.get(request.getProperty("collections")));
      recording.close();
      watched = result.getMetadata().getAllOps();
    }
    if (measured == 0) {
      lengthen(iteration);
    }
    measured++;
  }

  private void lengthen(IterationParams iteration) {
    long millis = Long.parseLong(request.getProperty("collections.millis"));
    try {
      IterationControl.of(iteration).setTime(new TimeValue(millis, TimeUnit.MILLISECONDS));
    } catch (UnsupportedOperationException e) {
      // A shorter one sees fewer collections, and is right.
    }
  }

  @Override
  public boolean isOver() {
    return watched >= 0;
  }

  @Override
  public void tell(Properties reply) {
    reply.setProperty("watched", String.valueOf(watched));
  }
}
