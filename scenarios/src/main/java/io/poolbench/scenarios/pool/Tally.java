package io.poolbench.scenarios.pool;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what a pool does off its fast path. The hits of holders that have a place are in their
 * states; here are those of holders that left.
 */
final class Tally {

  final LongAdder hits = new LongAdder();
  final LongAdder steals = new LongAdder();
  final LongAdder misses = new LongAdder();
  final LongAdder replacements = new LongAdder();
  final LongAdder evictions = new LongAdder();
  final LongAdder secondRecycles = new LongAdder();
  final LongAdder leaks = new LongAdder();
  final LongAdder discardFailures = new LongAdder();

  /** Items that exist, in the pool or out. */
  final AtomicLong live = new AtomicLong();

  private final LongAccumulator peak = new LongAccumulator(Math::max, 0);

  /** Made in advance, so that no memory is needed to let an item go. */
  private final Map<DropReason, LongAdder> drops = new EnumMap<>(DropReason.class);

  Tally() {
    for (DropReason reason : DropReason.values()) {
      drops.put(reason, new LongAdder());
    }
  }

  /**
   * Counts a take that missed because nothing was in, but what is private to others: at that moment
   * all that live are out. Between two misses no more can be out than live, so that the peak needs
   * no counter that every take must touch.
   */
  void miss() {
    misses.increment();
    peak.accumulate(live.incrementAndGet());
  }

  void revoke() {
    evictions.increment();
    live.decrementAndGet();
  }

  void reinstate() {
    evictions.decrement();
    live.incrementAndGet();
  }

  /** Counts that one item is dropped, and another is there in its stead. */
  void replace() {
    replacements.increment();
    drop(DropReason.DISCARDED);
  }

  void leak(boolean revoked) {
    leaks.increment();
    if (revoked) {
      evictions.decrement();
    } else {
      live.decrementAndGet();
    }
  }

  void drop(DropReason reason) {
    Objects.requireNonNull(drops.get(reason)).increment();
  }

  /** Sums up, together with what the holders know that have a place. */
  PoolStatistics with(Places<?> places) {
    long[] placed = new long[3];
    places.forEach(
        pooled -> {
          placed[0] += pooled.hits();
          if (pooled.isIn()) {
            placed[1]++;
            placed[2] += pooled.bytes;
          }
        });
    long allHits = hits.sum() + placed[0];
    return new PoolStatistics(
        allHits + misses.sum(),
        allHits,
        steals.sum(),
        misses.sum(),
        replacements.sum(),
        drops(),
        evictions.sum(),
        placed[1],
        placed[2],
        live.get() - placed[1],
        peak.get(),
        leaks.sum(),
        secondRecycles.sum(),
        discardFailures.sum());
  }

  private Map<DropReason, Long> drops() {
    Map<DropReason, Long> counts = new EnumMap<>(DropReason.class);
    drops.forEach(
        (reason, count) -> {
          if (count.sum() > 0) {
            counts.put(reason, count.sum());
          }
        });
    return counts;
  }
}
