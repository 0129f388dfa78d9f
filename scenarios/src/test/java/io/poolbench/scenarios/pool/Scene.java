package io.poolbench.scenarios.pool;

import java.util.ArrayList;
import java.util.List;

/** A world in which nothing happens by itself: who takes, the clock and the collector are told. */
final class Scene {

  /** What is pooled: equal to itself only. */
  static final class Item {
    final byte[] bytes;

    Item(int bytes) {
      this.bytes = new byte[bytes];
    }
  }

  long nanos;
  long oldCollections;
  long taker;

  /** What {@link #pool} made, in order. */
  final List<Item> made = new ArrayList<>();

  /** What {@link #resources} let go, in order. */
  final List<Item> discarded = new ArrayList<>();

  PoolSignals signals() {
    return new PoolSignals(() -> nanos, () -> oldCollections, () -> taker);
  }

  /** A pool of memory, 100 bytes an item. */
  PoolBuilder<Item> pool() {
    return RecyclingPool.of(this::make, (Item item) -> item.bytes.length)
        .watchingOneIn(1)
        .signals(signals());
  }

  /** A pool of what must be closed. */
  PoolBuilder<Item> resources() {
    return pool().onDiscard(discarded::add);
  }

  private Item make() {
    Item item = new Item(100);
    made.add(item);
    return item;
  }

  /** Takes as another. */
  <T> Pooled<T> takeAs(long other, RecyclingPool<T> pool) {
    long before = taker;
    taker = other;
    try {
      return pool.take();
    } finally {
      taker = before;
    }
  }

  /** So many are taken at once and given back. */
  static <T> void fill(RecyclingPool<T> pool, int items) {
    List<Pooled<T>> held = new ArrayList<>();
    for (int item = 0; item < items; item++) {
      held.add(pool.take());
    }
    held.forEach(Pooled::recycle);
  }

  /** Takes what its taker alone has used: a pool of memory has made it private. */
  static <T> Pooled<T> takeOwn(RecyclingPool<T> pool) {
    fill(pool, 1);
    fill(pool, 1);
    return pool.take();
  }

  void collectOld(RecyclingPool<?> pool) {
    oldCollections++;
    nanos += 20_000_000_000L;
    pool.age();
  }
}
