package io.poolbench.scenarios.pool;

/** Pools that no background thread looks after: for tests that decide what every thread does. */
public final class UnkeptPools {

  private UnkeptPools() {}

  /** The builder's pool, which ages only where {@link RecyclingPool#age} is called. */
  public static <T> RecyclingPool<T> open(PoolBuilder<T> builder) {
    return new RecyclingPool<>(builder);
  }
}
