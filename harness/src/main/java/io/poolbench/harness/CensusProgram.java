package io.poolbench.harness;

import com.sun.management.ThreadMXBean;
import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import one.profiler.AsyncProfiler;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fork of a census: repeats an operation until it allocates the same in every slice of time,
 * then lets async-profiler record every single allocation of K operations, and of 2K more. The
 * profiler starts late because each recorded allocation costs about a microsecond: the compiler
 * would be starved, and objects be counted that it removes from warm code.
 */
final class CensusProgram {

  /** Below this method a stack is of the operation, or of what drives it. */
  static final String DRIVE = "work";

  /** And below this one of the operation. */
  static final String REPEAT = "repeat";

  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Slices in a row that have to agree, and by how much. */
  private static final int STEADY_SLICES = 3;

  private static final double STEADY = 0.005;

  private static final int MOST_OPERATIONS = 10_000;

  /**
   * The result file: two counted phases in the recording.
   *
   * @param operations of the first phase; the second has twice as many
   * @param start of the first, as ISO-8601 instants
   * @param middle between them
   * @param end of the second
   * @param steady whether the operation allocated the same in several slices before it was counted
   */
  record Result(long operations, String start, String middle, String end, boolean steady) {}

  private final Operation operation;
  private final int threads;
  private final CyclicBarrier barrier;
  private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private volatile long repeats;
  private volatile @Nullable Throwable failure;

  private CensusProgram(Operation operation, int threads) {
    this.operation = operation;
    this.threads = threads;
    barrier = new CyclicBarrier(threads + 1);
  }

  /** Arguments: technique, workload, variant, milliseconds of warm-up, recording, result file. */
  @SuppressWarnings("SystemExitOutsideMain")
  public static void main(String[] arguments) {
    try {
      Workload workload = Catalogue.technique(arguments[0]).workload(arguments[1]);
      try (Operation operation = workload.open(new Variant(arguments[2]))) {
        Result result =
            new CensusProgram(operation, workload.threads())
                .take(
                    workload.virtualThreads(),
                    Duration.ofMillis(Long.parseLong(arguments[3])),
                    Path.of(arguments[4]));
        Files.writeString(Path.of(arguments[5]), JsonMapper.shared().writeValueAsString(result));
      }
      System.exit(0);
    } catch (UnavailableException e) {
      System.out.println(ForkedProgram.WHY + e.getMessage());
      System.exit(ForkedProgram.UNAVAILABLE);
    } catch (Throwable e) {
      System.out.println(ForkedProgram.WHY + e);
      e.printStackTrace(System.out);
      System.exit(1);
    }
  }

  /**
   * Takes the census of an operation.
   *
   * @param recording where the profiler writes, as JFR
   * @throws UnavailableException when the profiler cannot be loaded here
   */
  static Result take(
      Operation operation, int threads, boolean virtual, Duration warmup, Path recording)
      throws Exception {
    return new CensusProgram(operation, threads).take(virtual, warmup, recording);
  }

  /** The agent cannot be loaded on this system. */
  static final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1;

    UnavailableException(Throwable cause) {
      super("async-profiler cannot be loaded: " + cause.getMessage(), cause);
    }
  }

  private static AsyncProfiler profiler() throws UnavailableException {
    try {
      return AsyncProfiler.getInstance();
    } catch (IllegalStateException | UnsupportedOperationException | LinkageError e) {
      throw new UnavailableException(e);
    }
  }

  private Result take(boolean virtual, Duration warmup, Path recording) throws Exception {
    AsyncProfiler profiler = profiler();
    ThreadFactory factory =
        (virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon())
            .name("poolbench-operation-", 0)
            .factory();
    for (int worker = 0; worker < threads; worker++) {
      factory.newThread(this::work).start();
    }
    boolean steady = warmUp(warmup);
    // An interval of one byte records everything; of zero, every 512 KB.
    profiler.execute("start,event=alloc,alloc=1,jfr,file=" + recording);
    // Threads go on in the buffers that they have, unseen, until they need another.
    System.gc();
    long operations = Math.min(MOST_OPERATIONS, operationsPerSlice());
    Instant start = pause();
    repeat(operations);
    Instant middle = pause();
    repeat(2 * operations);
    Instant end = pause();
    profiler.execute("stop,file=" + recording);
    repeat(-1);
    return new Result(
        operations * threads, start.toString(), middle.toString(), end.toString(), steady);
  }

  /** The clocks of JVM and profiler need not agree to the microsecond. */
  private static Instant pause() throws InterruptedException {
    Thread.sleep(20);
    Instant now = Instant.now();
    Thread.sleep(20);
    return now;
  }

  /** False when the operation was still changing what it allocates after five times the time. */
  private boolean warmUp(Duration warmup) throws Exception {
    long start = System.nanoTime();
    long operations = operationsPerSlice();
    double last = Double.NaN;
    int agreeing = 0;
    while (true) {
      long before = memory.getTotalThreadAllocatedBytes();
      repeat(operations);
      double bytes =
          (double) (memory.getTotalThreadAllocatedBytes() - before) / (operations * threads);
      // What the barrier allocates must not count as change where the operation allocates nothing.
      agreeing = Math.abs(bytes - last) <= Math.max(STEADY * last, 0.5) ? agreeing + 1 : 0;
      last = bytes;
      long elapsed = System.nanoTime() - start;
      if (agreeing >= STEADY_SLICES && elapsed >= warmup.toNanos()) {
        return true;
      }
      if (elapsed >= 5 * warmup.toNanos()) {
        return false;
      }
    }
  }

  /** How many operations each thread does in about a slice of time. */
  private long operationsPerSlice() throws Exception {
    long operations = 1;
    while (true) {
      long start = System.nanoTime();
      repeat(operations);
      if (System.nanoTime() - start >= SLICE_NANOS) {
        return operations;
      }
      operations *= 2;
    }
  }

  /** Lets every thread repeat the operation, and waits; below 0 ends the threads. */
  private void repeat(long times) throws Exception {
    repeats = times;
    barrier.await();
    if (times >= 0) {
      barrier.await();
      Throwable failed = failure;
      if (failed != null) {
        throw new IllegalStateException("the operation failed: " + failed, failed);
      }
    }
  }

  private void work() {
    try {
      barrier.await();
      for (long times = repeats; times >= 0; times = repeats) {
        try {
          repeat(operation, times);
        } catch (Throwable e) {
          failure = e;
        }
        barrier.await();
        barrier.await();
      }
    } catch (InterruptedException | BrokenBarrierException e) {
      failure = e;
    }
  }

  /** Where digests go, so that no operation can be optimised away. */
  @SuppressWarnings("unused")
  private static volatile long sink;

  private static void repeat(Operation operation, long times) throws Exception {
    long digest = 0;
    for (long time = 0; time < times; time++) {
      digest += operation.run();
    }
    sink = digest;
  }
}
