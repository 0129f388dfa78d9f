package io.poolbench.scenarios.pool;

/** Pools of a few arrays, which nobody ages, for one sample each. */
final class Shelf {

  private Shelf() {}

  static RecyclingPool<int[]> pool() {
    return new RecyclingPool<>(builder());
  }

  static RecyclingPool<int[]> poolWithReset() {
    return new RecyclingPool<>(builder().reset(item -> true));
  }

  private static PoolBuilder<int[]> builder() {
    return RecyclingPool.of(() -> new int[2], 8)
        .maxItems(2)
        .signals(new PoolSignals(() -> 0, () -> 0, null));
  }
}
