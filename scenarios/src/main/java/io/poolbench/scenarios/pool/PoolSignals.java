package io.poolbench.scenarios.pool;

import java.util.function.LongSupplier;

/**
 * What a pool senses of the world, so that a test can stand in for it.
 *
 * @param nanoTime the clock, as {@link System#nanoTime}
 * @param oldCollections how many collections of the old generation have ended; never falls
 * @param taker the number of whoever takes now; takers of one number share items first of all. At
 *     least 0 for a taker that runs alone, below 0 for one number that many share
 */
public record PoolSignals(LongSupplier nanoTime, LongSupplier oldCollections, LongSupplier taker) {

  /** Enough stripes that virtual threads running at once seldom meet. */
  private static final int STRIPES =
      Integer.highestOneBit(2 * Runtime.getRuntime().availableProcessors() - 1);

  static final PoolSignals OF_THE_JVM =
      new PoolSignals(System::nanoTime, OldCollections::count, PoolSignals::currentTaker);

  /**
   * A platform thread is a taker of its own. Virtual threads are many and short-lived, so that what
   * one of them recycled would wait for it in vain: they share one number per stripe.
   */
  private static long currentTaker() {
    Thread thread = Thread.currentThread();
    long id = thread.threadId();
    return thread.isVirtual() ? -1 - (id & (STRIPES - 1)) : id;
  }
}
