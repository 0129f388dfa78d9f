package io.poolbench.scenarios.pool;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A few items that are free: neither taking nor recycling ever waits, and what does not fit is left
 * to the collector. It does what Go's buffered channel does in a {@code select} with a default, in
 * a handful of slots that are each claimed by one atomic step; it never shrinks by itself.
 *
 * @param <T> the items; whether one may serve another holder is for the caller to know
 */
public final class BoundedFreeList<T> {

  private final AtomicReferenceArray<@Nullable T> slots;

  /**
   * @param capacity items that are kept at most; small, since every slot may be looked at
   */
  public BoundedFreeList(int capacity) {
    slots = new AtomicReferenceArray<>(capacity);
  }

  /** Takes an item that nobody else holds, or returns null where there is none. */
  public @Nullable T take() {
    for (int i = 0; i < slots.length(); i++) {
      // Looking first keeps misses from writing to memory that other threads read.
      if (slots.getPlain(i) != null) {
        T item = slots.getAndSet(i, null);
        if (item != null) {
          return item;
        }
      }
    }
    return null;
  }

  /**
   * Keeps the item for another holder; the caller must not touch it again.
   *
   * @return false where there was no room, and the item was dropped
   */
  public boolean recycle(T item) {
    for (int i = 0; i < slots.length(); i++) {
      if (slots.getPlain(i) == null && slots.compareAndSet(i, null, item)) {
        return true;
      }
    }
    return false;
  }
}
