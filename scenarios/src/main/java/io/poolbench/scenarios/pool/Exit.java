package io.poolbench.scenarios.pool;

import java.lang.System.Logger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets items and holders leave a pool: each once, with its hits counted and its item discarded. */
final class Exit<T> {

  private static final Logger LOG = System.getLogger(Exit.class.getName());

  private final Places<T> places;
  private final Tally tally;
  private final LeakWatch.Sample watched;
  private final @Nullable Consumer<? super T> onDiscard;

  Exit(
      Places<T> places,
      Tally tally,
      LeakWatch.Sample watched,
      @Nullable Consumer<? super T> onDiscard) {
    this.places = places;
    this.tally = tally;
    this.watched = watched;
    this.onDiscard = onDiscard;
  }

  /** Ends a holder that the caller alone gives back. */
  void drop(Pooled<T> pooled, DropReason reason) {
    tally.drop(reason);
    end(pooled, pooled.end());
  }

  /** Ends a holder that is in the pool; returns false when it was taken first. */
  boolean evict(Pooled<T> pooled) {
    long hits = pooled.evict();
    if (hits == PooledState.REFUSED) {
      return false;
    }
    tally.evictions.increment();
    end(pooled, hits);
    return true;
  }

  /** Takes its place from a holder that is out; if it comes back just now, it is evicted. */
  void unplace(Pooled<T> pooled) {
    places.remove(pooled);
    while (!evict(pooled) && !revoke(pooled)) {
      long hits = pooled.sendAway();
      if (hits != PooledState.REFUSED) {
        tally.hits.add(hits);
        return;
      }
    }
  }

  private boolean revoke(Pooled<T> pooled) {
    LeakWatch watch = pooled.watch;
    if (watch != null) {
      watch.revoked = true;
    }
    long hits = pooled.revoke();
    if (hits != PooledState.REFUSED) {
      tally.hits.add(hits);
      tally.revoke();
      return true;
    }
    if (watch != null) {
      watch.revoked = false;
    }
    return false;
  }

  /** Undoes that a holder was given up although it was held; returns false when it was not. */
  boolean reinstate(Pooled<T> pooled) {
    long hits = pooled.reinstate();
    if (hits == PooledState.REFUSED) {
      return false;
    }
    tally.hits.add(hits);
    tally.reinstate();
    LeakWatch watch = pooled.watch;
    if (watch != null) {
      watch.revoked = false;
    }
    return true;
  }

  private void end(Pooled<T> pooled, long hits) {
    tally.hits.add(hits);
    tally.live.decrementAndGet();
    places.remove(pooled);
    watched.release(pooled);
    discard(pooled.peek());
  }

  /**
   * Lets go of an item. What {@code onDiscard} throws is counted and logged: thrown on, it would
   * hide the failure for which the caller gives the item back, or keep others from being discarded.
   */
  void discard(T item) {
    if (onDiscard == null) {
      return;
    }
    try {
      onDiscard.accept(item);
    } catch (RuntimeException | Error e) {
      tally.discardFailures.increment();
      LOG.log(Logger.Level.WARNING, "onDiscard failed, the item may still hold its resource", e);
    }
  }
}
