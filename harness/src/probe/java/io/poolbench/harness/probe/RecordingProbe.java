package io.poolbench.harness.probe;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Properties;
import one.profiler.AsyncProfiler;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.IterationType;

/**
 * Lets async-profiler record the measured iterations of a fork, and nothing before: JMH's own
 * profiler of that name starts with the warm-up, starves the compiler and shows objects that the
 * compiler removes.
 *
 * <p>The request says {@code recording}, {@code iterations} to be recorded, and the commands that
 * start the profiler, {@code start.0} and so on, the best first. The reply says {@code
 * operations.0} and so on, of each iteration with what JMH runs before and behind the measured
 * time, {@code instant.0} before the first and {@code instant.1} and so on behind each; or why the
 * profiler is {@code unavailable}.
 */
public final class RecordingProbe implements InternalProfiler {

  private final Path request;
  private final Path replyFile;
  private final Properties reply = new Properties();
  private int recorded;
  private boolean prepared;

  /**
   * Called by JMH, in its own JVM and in the fork.
   *
   * @param options path of the request; the reply goes beside it
   */
  public RecordingProbe(String options) {
    request = Paths.get(options);
    replyFile = Paths.get(options + ".reply");
  }

  @Override
  public String getDescription() {
    return "poolbench: async-profiler for the measured iterations only";
  }

  @Override
  public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
    if (!prepared) {
      prepared = true;
      prepare();
    }
    // A benchmark of several modes has a fork for each: the first is recorded.
    if (iteration.getType() != IterationType.MEASUREMENT
        || recorded > 0
        || Files.exists(replyFile)) {
      return;
    }
    try {
      start(read());
      // Threads go on in the buffers that they have, unseen, until they need another.
      System.gc();
      reply.setProperty("instant.0", pause());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Collection<? extends Result<?>> afterIteration(
      BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
    if (reply.isEmpty() || Files.exists(replyFile)) {
      return Collections.emptyList();
    }
    try {
      reply.setProperty("operations." + recorded, String.valueOf(result.getMetadata().getAllOps()));
      recorded++;
      reply.setProperty("instant." + recorded, pause());
      Properties asked = read();
      if (recorded == Integer.parseInt(asked.getProperty("iterations"))) {
        AsyncProfiler.getInstance().execute("stop,file=" + asked.getProperty("recording"));
        write();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Collections.emptyList();
  }

  /**
   * Before JMH's first iteration, which makes the threads: those that are made at the JVM's own
   * sampling interval go on for half a megabyte each, unseen, once there is another.
   */
  private void prepare() {
    try {
      AsyncProfiler profiler = load();
      Properties asked = read();
      if (asked.getProperty("start.0", "").contains("event=alloc")) {
        profiler.execute(asked.getProperty("start.0"));
        profiler.execute("stop");
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private AsyncProfiler load() throws IOException {
    try {
      return AsyncProfiler.getInstance();
    } catch (IllegalStateException | UnsupportedOperationException | LinkageError e) {
      reply.setProperty("unavailable", "async-profiler cannot be loaded: " + e.getMessage());
      write();
      throw new IllegalStateException(reply.getProperty("unavailable"), e);
    }
  }

  private void start(Properties asked) throws IOException {
    AsyncProfiler profiler = load();
    IllegalStateException none = new IllegalStateException("the profiler cannot be started here");
    for (int way = 0; asked.containsKey("start." + way); way++) {
      try {
        profiler.execute(
            asked.getProperty("start." + way) + ",jfr,file=" + asked.getProperty("recording"));
        return;
      } catch (IOException | IllegalArgumentException | IllegalStateException e) {
        none.addSuppressed(e);
      }
    }
    throw none;
  }

  /** The clocks of JVM and profiler need not agree to the microsecond. */
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

  private Properties read() throws IOException {
    Properties asked = new Properties();
    try (Reader reader = Files.newBufferedReader(request)) {
      asked.load(reader);
    }
    return asked;
  }

  private void write() throws IOException {
    try (Writer writer = Files.newBufferedWriter(replyFile)) {
      reply.store(writer, null);
    }
  }
}
