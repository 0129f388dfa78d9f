package io.poolbench.scenarios.pool;

/**
 * Decides which holders a pool parts from. One that two old collections in a row have found unused
 * goes, as in Go's sync.Pool: the first makes it a victim, a use saves it, the second takes it. So
 * does one that nobody used for the idle time. Young collections count for nothing: twenty a second
 * are usual, and a pool that they empty is no pool.
 */
final class Ageing {

  private final PoolSignals signals;
  private final long minIntervalNanos;
  private final long idleNanos;
  private long collectionsSeen;
  private long agedAt;
  private long now;
  private boolean aged;

  Ageing(PoolSignals signals, long minIntervalNanos, long idleNanos) {
    this.signals = signals;
    this.minIntervalNanos = minIntervalNanos;
    this.idleNanos = idleNanos;
    this.collectionsSeen = signals.oldCollections().getAsLong();
    this.agedAt = signals.nanoTime().getAsLong();
  }

  /** Looks at clock and collections, before the holders are looked at. */
  void look() {
    now = signals.nanoTime().getAsLong();
    long collections = signals.oldCollections().getAsLong();
    aged = collections > collectionsSeen && now - agedAt >= minIntervalNanos;
    if (aged) {
      collectionsSeen = collections;
      agedAt = now;
    }
  }

  /** Tells whether it is time to part from the holder; to be asked once after each look. */
  boolean isTimeFor(Pooled<?> pooled) {
    long word = pooled.word();
    if (word != pooled.seenWord) {
      pooled.seenWord = word;
      pooled.changedAt = now;
      pooled.collectionsUnused = 0;
    }
    if (aged) {
      pooled.collectionsUnused++;
    }
    return pooled.collectionsUnused >= 2 || now - pooled.changedAt >= idleNanos;
  }
}
