package io.poolbench.harness.probe;

import java.io.IOException;
import java.time.Instant;
import java.util.Properties;
import one.profiler.AsyncProfiler;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.runner.IterationType;

/**
 * Lets async-profiler record the first measured iteration of a fork, and nothing before: JMH's own
 * profiler of that name starts with the warm-up, starves the compiler and shows objects that the
 * compiler removes.
 *
 * <p>The request says {@code recording} and the commands that start the profiler, {@code start.0}
 * and so on, the best first. The reply says {@code recorded} operations, with what JMH runs before
 * and behind the measured time, and {@code from} and {@code to}, the instants between which they
 * ran; or why the profiler is {@code unavailable}.
 */
final class Recording implements Part {

  private final Properties request;
  private final Properties found = new Properties();
  private @Nullable AsyncProfiler profiler;
  private boolean running;

  Recording(Properties request) {
    this.request = request;
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration)
      throws IOException {
    if (profiler == null && found.isEmpty()) {
      load();
    }
    if (profiler == null || iteration.getType() != IterationType.MEASUREMENT || isOver()) {
      return;
    }
    start(profiler);
    running = true;
    // Threads go on in the buffers that they have, unseen, until they need another.
    System.gc();
    found.setProperty("from", pause());
  }

  @Override
  public void afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result)
      throws IOException {
    if (profiler != null && running) {
      running = false;
      found.setProperty("to", pause());
      profiler.execute("stop,file=" + request.getProperty("recording"));
      found.setProperty("recorded", String.valueOf(result.getMetadata().getAllOps()));
    }
  }

  /**
   * Loads the profiler before JMH makes its threads: those that are made at the JVM's own sampling
   * interval go on for half a megabyte each, unseen, once there is another.
   */
  private void load() throws IOException {
    try {
      AsyncProfiler loaded = AsyncProfiler.getInstance();
      if (request.getProperty("start.0", "").contains("event=alloc")) {
        loaded.execute(request.getProperty("start.0"));
        loaded.execute("stop");
      }
      profiler = loaded;
    } catch (IllegalStateException | UnsupportedOperationException | LinkageError e) {
      found.setProperty("unavailable", "async-profiler cannot be loaded: " + e.getMessage());
    }
  }

  private void start(AsyncProfiler profiler) throws IOException {
    IllegalStateException none = new IllegalStateException("the profiler cannot be started here");
    for (int way = 0; request.containsKey("start." + way); way++) {
      try {
        profiler.execute(
            request.getProperty("start." + way) + ",jfr,file=" + request.getProperty("recording"));
        return;
      } catch (IOException | IllegalArgumentException | IllegalStateException e) {
        none.addSuppressed(e);
      }
    }
    throw none;
  }

  /**
   * Waits, and returns the instant: the clocks of JVM and profiler need not agree to the
   * microsecond.
   */
  private static String pause() {
    try {
      Thread.sleep(20);
      String now = Instant.now().toString();
      Thread.sleep(20);
      return now;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public boolean isOver() {
    return found.containsKey("recorded") || found.containsKey("unavailable");
  }

  @Override
  public void tell(Properties reply) {
    reply.putAll(found);
  }
}
