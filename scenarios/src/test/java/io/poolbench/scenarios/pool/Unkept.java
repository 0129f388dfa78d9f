package io.poolbench.scenarios.pool;

/** Pools that the housekeeper does not know: Lincheck would wait for its thread to end. */
public final class Unkept {

  private Unkept() {}

  /** A pool of those settings, whose signals nothing moves. */
  public static <T> RecyclingPool<T> open(PoolBuilder<T> builder) {
    return new RecyclingPool<>(builder.signals(new PoolSignals(() -> 0, () -> 0, null)));
  }
}
