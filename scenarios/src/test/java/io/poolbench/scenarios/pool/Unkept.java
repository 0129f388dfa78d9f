package io.poolbench.scenarios.pool;

/** Opens pools that no background thread looks after: a test decides what every thread does. */
public final class Unkept {

  private Unkept() {}

  /** Opens a pool that ages only where {@link RecyclingPool#age} is called. */
  public static <T> RecyclingPool<T> open(PoolBuilder<T> builder) {
    return new RecyclingPool<>(builder);
  }

  /** Opens one whose signals nothing moves either: Lincheck would wait for their thread to end. */
  public static <T> RecyclingPool<T> openStill(PoolBuilder<T> builder) {
    return open(builder.signals(new PoolSignals(() -> 0, () -> 0, null)));
  }
}
