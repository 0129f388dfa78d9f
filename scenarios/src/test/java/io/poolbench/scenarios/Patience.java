package io.poolbench.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Says how long tests wait for what must come; what comes costs no more than its own time. */
public final class Patience {

  /** The wait for one thing: even on a busy machine only what never comes is given up. */
  public static final int SECONDS = 60;

  /** The limit of a whole test: longer than its waits, so that their message is seen. */
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

  /** Waits likewise, with a patience of its own for what is known never to come. */
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

  /** Tells whether a thread waits for that lock; where a virtual one holds it, it seems not to. */
  public static boolean isBlocked(Thread thread, Object lock) {
    ThreadInfo info = ManagementFactory.getThreadMXBean().getThreadInfo(thread.threadId());
    return info != null
        && info.getThreadState() == Thread.State.BLOCKED
        && info.getLockInfo().getIdentityHashCode() == System.identityHashCode(lock);
  }
}
