package io.poolbench.scenarios.pool;

/**
 * A pool as JMX shows it, under {@code io.poolbench:type=RecyclingPool,name=...}, if it has a name.
 */
public interface PoolMXBean {

  /** Returns the counts since the pool was opened. */
  PoolStatistics getStatistics();

  /** Gives up all items in the pool. */
  void trim();
}
