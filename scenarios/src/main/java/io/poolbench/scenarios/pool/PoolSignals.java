package io.poolbench.scenarios.pool;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The clock, the collections and the taker as a pool sees them, so that a test can stand in for
 * them.
 *
 * @param nanoTime the clock, as {@link System#nanoTime}
 * @param oldCollections how many collections of the old generation have ended; never falls
 * @param taker the number of whoever takes now, at least 0 for one that runs alone, below 0 for one
 *     number that many share; null for the running thread. Takers of one number share items first
 */
public record PoolSignals(
    LongSupplier nanoTime, LongSupplier oldCollections, @Nullable LongSupplier taker) {

  /** Enough stripes that virtual threads running at once seldom meet. */
  private static final int STRIPES =
      Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1);

  static final PoolSignals OF_THE_JVM =
      new PoolSignals(System::nanoTime, OldCollections::count, null);

  /**
   * Returns the number of the running thread as a taker. A platform thread has its own. Virtual
   * threads are many and short-lived, so that what one of them recycled would wait for it in vain:
   * they share one number per stripe.
   */
  static long currentTaker() {
    Thread thread = Thread.currentThread();
    long id = thread.threadId();
    return thread.isVirtual() ? -1 - (id & (STRIPES - 1)) : id;
  }
}
