package io.poolbench.scenarios.tlsoutbuf;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The out-buffers that nobody uses now. Never blocks: none there makes one, no place left drops
 * one. Bounded in number and, since no large one is kept, in bytes: 32 of at most 64 KiB.
 */
final class OutBuffers {

  /**
   * A flight of records has room in 33,418 bytes, unless the engine was told to make large ones.
   */
  static final int LARGEST_KEPT = 64 << 10;

  /** A power of two. */
  static final int PLACES = 32;

  private final AtomicReferenceArray<@Nullable OutBuffer> places =
      new AtomicReferenceArray<>(PLACES);

  /** A buffer that nobody else holds, empty. */
  OutBuffer take() {
    int first = firstPlace();
    for (int offset = 0; offset < PLACES; offset++) {
      int place = (first + offset) & (PLACES - 1);
      OutBuffer found = places.get(place);
      if (found != null && places.compareAndSet(place, found, null)) {
        found.held.set(true);
        return found;
      }
    }
    return new OutBuffer();
  }

  /**
   * Gives a buffer back, if it is worth keeping.
   *
   * @throws IllegalStateException when it was given back before
   */
  void recycle(OutBuffer out) {
    if (!out.held.compareAndSet(true, false)) {
      throw new IllegalStateException(
          "out-buffer recycled twice; whoever takes one must recycle it exactly once");
    }
    if (!out.isClean() || out.capacity() > LARGEST_KEPT) {
      return;
    }
    int first = firstPlace();
    for (int offset = 0; offset < PLACES; offset++) {
      if (places.compareAndSet((first + offset) & (PLACES - 1), null, out)) {
        return;
      }
    }
  }

  /** Threads begin their search apart, so that they seldom want the same place. */
  private static int firstPlace() {
    return (int) Thread.currentThread().threadId() & (PLACES - 1);
  }
}
