package io.poolbench.scenarios.pool;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where holders are found: as many places as the pool may keep items, and the byte bound.
 *
 * <p>A place is not emptied when its holder is taken: the holder's state tells whether it is in. So
 * the array is only read in the steady state. It needs no padding, no reference is stored (a store
 * would dirty the collector's card table, which is contended like any other memory), and whoever
 * gives an item back need not know where it belongs. If all places belong to holders that are out,
 * a newcomer takes the place of one of them; that one finds another when it comes back. Places are
 * thus bounded, which bounds what is pooled.
 *
 * <p>Every taker has a first place, by a hash of its number, and its holders lie there or next to
 * it. That serves as its own slot, without the look-up of a ThreadLocal, and nothing is left behind
 * when the thread ends: the number of a thread is never used again.
 */
final class Places<T> {

  /** How many places from its first a taker looks through for its own before it takes others'. */
  private static final int NEIGHBOURHOOD = 8;

  /**
   * 2^64 divided by the golden ratio: spreads neighbouring numbers far apart (Knuth, TAOCP 6.4).
   */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final AtomicReferenceArray<@Nullable Pooled<T>> places;
  private final int size;
  private final int hashShift;
  private final long maxBytes;

  /**
   * Whether a search has found nothing to take, and nothing came in since: spares a pool that is
   * too small from looking at every holder before every miss. At worst somebody misses although one
   * came in at the same moment.
   */
  private volatile boolean dry;

  private final AtomicLong chargedBytes = new AtomicLong();

  Places(int size, long maxBytes) {
    this.places = new AtomicReferenceArray<>(size);
    this.size = size;
    this.hashShift = Math.min(63, Integer.numberOfLeadingZeros(size - 1) + 32);
    this.maxBytes = maxBytes;
  }

  /** Takes what lies at the taker's first place, if it is private to the taker; or null. */
  @Nullable Pooled<T> claimPrivate(long taker) {
    Pooled<T> pooled = places.getAcquire(first(taker));
    return pooled != null && pooled.taker == taker && pooled.claimPrivate() ? pooled : null;
  }

  /** Takes one of the taker's own from its first place or those next to it, or null. */
  @Nullable Pooled<T> claimOwn(long taker) {
    int at = first(taker);
    for (int step = Math.min(NEIGHBOURHOOD, size); step > 0; step--) {
      Pooled<T> pooled = places.getAcquire(at);
      if (pooled != null && pooled.taker == taker && pooled.claim()) {
        return pooled;
      }
      at = next(at);
    }
    return null;
  }

  /** The first that the taker may take, as seen from its first place; or null. */
  @Nullable Pooled<T> findAny(long taker) {
    if (dry) {
      return null;
    }
    int at = first(taker);
    for (int step = size; step > 0; step--) {
      Pooled<T> pooled = places.getAcquire(at);
      if (pooled != null && pooled.isIn() && (pooled.taker == taker || !pooled.isPrivate())) {
        return pooled;
      }
      at = next(at);
    }
    dry = true;
    return null;
  }

  /** To be told whenever something came in that others may take. */
  void noteIn() {
    if (dry) {
      dry = false;
    }
  }

  /**
   * Gives a holder a place, its first, near those of its taker; it can be taken from then on.
   *
   * @param displaced told of a holder that is out and lost its place to this one; must make it know
   * @return false when there is none, or none with that many bytes
   */
  boolean put(Pooled<T> pooled, long bytes, Consumer<Pooled<T>> displaced) {
    pooled.bytes = bytes;
    return putWhereNoneIs(pooled) || putWhereOneIsOut(pooled, displaced);
  }

  private boolean putWhereNoneIs(Pooled<T> pooled) {
    if (!charge(pooled.bytes)) {
      return false;
    }
    boolean alone = pooled.taker >= 0;
    if (putWhereNoneIs(pooled, alone) || putWhereNoneIs(pooled, !alone)) {
      return true;
    }
    chargedBytes.addAndGet(-pooled.bytes);
    return false;
  }

  private boolean putWhereNoneIs(Pooled<T> pooled, boolean amongPrivate) {
    int at = first(pooled.taker);
    for (int step = size; step > 0; step--) {
      if (isPrivate(at) == amongPrivate
          && places.getAcquire(at) == null
          && exchange(at, null, pooled)) {
        return true;
      }
      at = next(at);
    }
    return false;
  }

  private boolean putWhereOneIsOut(Pooled<T> pooled, Consumer<Pooled<T>> displaced) {
    // Anywhere, and not for long: a full pool drops, and that must be quick.
    int at = ThreadLocalRandom.current().nextInt(size);
    for (int step = Math.min(NEIGHBOURHOOD, size); step > 0; step--) {
      Pooled<T> other = places.getAcquire(at);
      if (other != null && !other.isIn() && !other.isPrivate()) {
        // The bytes of both while it is unknown who wins: the bound holds at every moment.
        long more = Math.max(0, pooled.bytes - other.bytes);
        if (charge(more)) {
          if (exchange(at, other, pooled)) {
            chargedBytes.addAndGet(-Math.max(0, other.bytes - pooled.bytes));
            displaced.accept(other);
            return true;
          }
          chargedBytes.addAndGet(-more);
        }
      }
      at = next(at);
    }
    return false;
  }

  private boolean exchange(int at, @Nullable Pooled<T> from, Pooled<T> to) {
    to.place = at;
    return places.compareAndSet(at, from, to);
  }

  /** Takes its place from a holder, if it still has it. */
  void remove(Pooled<T> pooled) {
    if (pooled.place >= 0 && places.compareAndSet(pooled.place, pooled, null)) {
      chargedBytes.addAndGet(-pooled.bytes);
    }
  }

  /**
   * Whether the holder may become private to its taker: every other place is for that, so that
   * threads which come late find at least half of the places to share.
   */
  boolean mayBePrivate(Pooled<T> pooled) {
    return pooled.taker >= 0 && isPrivate(pooled.place);
  }

  private static boolean isPrivate(int place) {
    return (place & 1) == 0;
  }

  /** Everyone that has a place, in or out. */
  void forEach(Consumer<Pooled<T>> action) {
    for (int at = 0; at < size; at++) {
      Pooled<T> pooled = places.getAcquire(at);
      if (pooled != null) {
        action.accept(pooled);
      }
    }
  }

  /** What all places cost, also those whose holders are out; never over the bound. */
  long chargedBytes() {
    return chargedBytes.get();
  }

  private boolean charge(long bytes) {
    long charged;
    do {
      charged = chargedBytes.get();
      if (bytes > maxBytes - charged) {
        return false;
      }
    } while (!chargedBytes.compareAndSet(charged, charged + bytes));
    return true;
  }

  private int first(long taker) {
    int hash = (int) ((taker * GOLDEN) >>> hashShift);
    int at = hash < size ? hash : hash - size;
    return taker >= 0 ? at & ~1 : at;
  }

  private int next(int at) {
    return at + 1 < size ? at + 1 : 0;
  }
}
