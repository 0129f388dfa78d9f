package io.poolbench.scenarios.pool;

import org.jspecify.annotations.Nullable;

/**
 * An item out of a {@link RecyclingPool}, and the right to use it until it is given back, exactly
 * once, by {@link #recycle} or {@link #discard}. Any thread may give it back, also another than
 * took it; whoever did must not touch it again.
 *
 * <p>The holder goes back into the pool with its item and is handed out again with it, so that
 * taking and recycling allocate nothing, unless the item is another taker's, which moves to a new
 * holder. The price: a second recycle that comes late, when another has taken the item, cannot be
 * told from the other's own. A {@linkplain PoolBuilder#checking() checking} pool makes a new holder
 * for every take and finds every one.
 *
 * @param <T> what is pooled
 */
public final class Pooled<T> extends PooledState {

  private final RecyclingPool<T> pool;
  private final boolean checking;
  private T item;

  /**
   * The taker that it belongs to for life: see {@link PoolSignals#taker} and {@link PooledState}.
   */
  final long taker;

  /** Its index in {@link Places}, or -1. It is given a place once in its life at most. */
  int place = -1;

  /** The bytes that its place costs of the byte bound, or -1. */
  long bytes = -1;

  /** Tells when it is lost; null unless it is one of those that are watched. */
  @Nullable LeakWatch watch;

  /** The notes of {@link Ageing}: the state as it was seen last. */
  long seenWord = -1;

  /** The time at which it was seen to have changed, as {@link System#nanoTime}. */
  long changedAt;

  /** The old collections in a row that have found it unused. */
  int collectionsUnused;

  Pooled(RecyclingPool<T> pool, T item, long taker) {
    this.pool = pool;
    this.checking = pool.checking;
    this.item = item;
    this.taker = taker;
  }

  /**
   * Returns the item.
   *
   * @throws IllegalStateException when it was given back and the pool is checking
   */
  public T item() {
    if (checking && !isHeld()) {
      throw new IllegalStateException(
          pool + ": used after it was given back; take another, or give it back later");
    }
    return item;
  }

  /**
   * Replaces the item by another, grown one perhaps, that goes back in its stead. The old one is
   * dropped as {@link DropReason#DISCARDED}.
   *
   * @throws IllegalStateException when it was given back and the pool is checking
   */
  @SuppressWarnings("ReferenceEquality") // The same item is no other, an equal one is.
  public void replace(T other) {
    T old = item();
    if (old != other) {
      item = other;
      pool.replaced(old);
    }
  }

  /**
   * Gives the item back.
   *
   * @throws IllegalStateException when it was given back before and the pool is checking
   */
  public void recycle() {
    pool.recycle(this);
  }

  /**
   * Gives the item back as unfit for another use: it is never pooled.
   *
   * @throws IllegalStateException when it was given back before and the pool is checking
   */
  public void discard() {
    pool.discard(this);
  }

  /**
   * Tells whether the taker may take the holder as its own: those who share a number share them
   * all.
   */
  boolean serves(long other) {
    return taker == other || (taker < 0 && other < 0);
  }

  /** Returns the item, whatever the state. */
  T peek() {
    return item;
  }

  /** Puts an item in; the caller alone knows the holder. */
  void fill(T other) {
    item = other;
  }
}
