package io.poolbench.harness;

import com.sun.management.ThreadMXBean;
import io.poolbench.scenarios.Operation;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads that repeat an operation while somebody looks on, in a fork without JMH. */
final class Workers implements AutoCloseable {

  /** Below this method a stack is of the operation, or of what drives it. */
  static final String DRIVE = "work";

  /** And below this one of the operation. */
  static final String REPEAT = "repeat";

  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** Slices in a row that have to agree, and by how much. */
  private static final int STEADY_SLICES = 3;

  private static final double STEADY = 0.005;

  private final Operation operation;
  private final int threads;
  private final CyclicBarrier barrier;
  private final ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private volatile long times;
  private volatile @Nullable Throwable failure;

  /**
   * Starts them.
   *
   * @param virtual whether they are virtual threads
   */
  Workers(Operation operation, int threads, boolean virtual) {
    this.operation = operation;
    this.threads = threads;
    barrier = new CyclicBarrier(threads + 1);
    ThreadFactory factory =
        (virtual ? Thread.ofVirtual() : Thread.ofPlatform().daemon())
            .name("poolbench-operation-", 0)
            .factory();
    for (int worker = 0; worker < threads; worker++) {
      factory.newThread(this::work).start();
    }
  }

  /**
   * Repeats the operation until it allocates the same in every slice of time, for at least that
   * long.
   *
   * @return false when it was still changing what it allocates after five times the time
   */
  boolean warmUp(Duration least) throws Exception {
    long start = System.nanoTime();
    long slice = timesPerSlice();
    double last = Double.NaN;
    int agreeing = 0;
    while (true) {
      long before = memory.getTotalThreadAllocatedBytes();
      double operations = repeat(slice);
      double bytes = (memory.getTotalThreadAllocatedBytes() - before) / operations;
      // What the barrier allocates must not count as change where the operation allocates nothing.
      agreeing = Math.abs(bytes - last) <= Math.max(STEADY * last, 0.5) ? agreeing + 1 : 0;
      last = bytes;
      long elapsed = System.nanoTime() - start;
      if (agreeing >= STEADY_SLICES && elapsed >= least.toNanos()) {
        return true;
      }
      if (elapsed >= 5 * least.toNanos()) {
        return false;
      }
    }
  }

  /** How often each thread repeats the operation in about a tenth of a second. */
  long timesPerSlice() throws Exception {
    long slice = 1;
    while (true) {
      long start = System.nanoTime();
      repeat(slice);
      if (System.nanoTime() - start >= SLICE_NANOS) {
        return slice;
      }
      slice *= 2;
    }
  }

  /**
   * Repeats the operation for at least that long.
   *
   * @return operations, of all threads
   */
  long repeatFor(Duration least) throws Exception {
    long slice = timesPerSlice();
    long start = System.nanoTime();
    long operations = 0;
    while (System.nanoTime() - start < least.toNanos()) {
      operations += repeat(slice);
    }
    return operations;
  }

  /**
   * Lets every thread repeat the operation so often, and waits.
   *
   * @return operations, of all threads
   * @throws IllegalStateException when one has failed
   */
  long repeat(long each) throws Exception {
    times = each;
    barrier.await();
    barrier.await();
    Throwable failed = failure;
    if (failed != null) {
      throw new IllegalStateException("the operation failed: " + failed, failed);
    }
    return each * threads;
  }

  /** Ends the threads. */
  @Override
  public void close() throws Exception {
    times = -1;
    barrier.await();
  }

  private void work() {
    try {
      barrier.await();
      while (times >= 0) {
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
