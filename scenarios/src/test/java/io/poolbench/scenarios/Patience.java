package io.poolbench.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** How long tests wait for what must come. What comes costs no more than the time it takes. */
public final class Patience {

  /** So long that even on a busy machine only what never comes is given up. */
  public static final int SECONDS = 60;

  /** For a whole test: longer than the waits within, whose own message is to be seen. */
  public static final int TEST_SECONDS = 3 * SECONDS;

  private static final Duration LONG = Duration.ofSeconds(SECONDS);

  private Patience() {}

  /** Waits for the latch, and fails when it does not open. */
  public static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(SECONDS, TimeUnit.SECONDS)).as("came within %d s", SECONDS).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits until the condition holds, or never will: the caller asserts which. */
  public static void until(BooleanSupplier condition) {
    until(condition, LONG);
  }

  /** As above, with a patience of its own for what is known never to come. */
  public static void until(BooleanSupplier condition, Duration patience) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean() && System.nanoTime() - start < patience.toNanos()) {
      nap(5);
    }
  }

  /** Sleeps between two looks. */
  public static void nap(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Whether the thread waits for that lock, and no other; never seen where a virtual one has it.
   */
  public static boolean isBlocked(Thread thread, Object lock) {
    ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.threadId());
    return info != null
        && info.getThreadState() == Thread.State.BLOCKED
        && info.getLockInfo().getIdentityHashCode() == System.identityHashCode(lock);
  }
}
