package io.poolbench.scenarios.tlsoutbuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.poolbench.scenarios.Compilers;
import java.lang.management.ManagementFactory;

/**
 * Bytes allocated, as the JVM counts them for this thread: exact, and the same on every machine.
 */
final class Allocation {

  private static final int RUNS = 2_000;
  private static final int MOST_BATCHES = 50;
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  interface Work {
    void run() throws Exception;
  }

  private Allocation() {}

  /**
   * Bytes per run, rounded down, of compiled code: of the last of three batches that are alike,
   * with the compilers idle before each. What is compared is then in the same state.
   */
  static long perRun(Work work) throws Exception {
    long last = -1;
    int alike = 0;
    for (int batch = 0; batch < MOST_BATCHES && alike < 2; batch++) {
      Compilers.awaitIdle();
      long next = ofBatch(work);
      alike = Math.abs(next - last) <= next / 10 ? alike + 1 : 0;
      last = next;
    }
    assertThat(alike).as("batches like the one before").isEqualTo(2);
    return last;
  }

  private static long ofBatch(Work work) throws Exception {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int run = 0; run < RUNS; run++) {
      work.run();
    }
    return (THREADS.getCurrentThreadAllocatedBytes() - before) / RUNS;
  }
}
