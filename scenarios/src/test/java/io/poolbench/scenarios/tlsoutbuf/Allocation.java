package io.poolbench.scenarios.tlsoutbuf;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * Bytes allocated, as the JVM counts them for this thread: exact, and the same on every machine.
 */
final class Allocation {

  private static final int RUNS = 2_000;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  interface Work {
    void run() throws Exception;
  }

  private Allocation() {}

  /** Bytes per run, rounded down, after as many runs that do not count. */
  static long perRun(Work work) throws Exception {
    repeat(work);
    long before = THREADS.getCurrentThreadAllocatedBytes();
    repeat(work);
    return (THREADS.getCurrentThreadAllocatedBytes() - before) / RUNS;
  }

  private static void repeat(Work work) throws Exception {
    for (int run = 0; run < RUNS; run++) {
      work.run();
    }
  }
}
