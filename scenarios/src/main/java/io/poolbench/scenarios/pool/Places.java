package io.poolbench.scenarios.pool;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds holders, and keeps the bounds in items and bytes.
 *
 * <p>A place is not emptied when its holder is taken: the holder's state tells whether it is in. So
 * the array is only read in the steady state. It needs no padding, no reference is stored (a store
 * would dirty the collector's card table, which is contended like any other memory), and whoever
 * gives an item back need not know where it belongs. If all places belong to holders that are out,
 * a newcomer takes the place of one of them; that one finds another when it comes back. Places are
 * thus bounded, which bounds what is pooled.
 *
 * <p>Every taker has a first place, by a hash of its number, and its holders lie there or behind
 * it. That serves as its own slot, without the look-up of a ThreadLocal, and nothing is left behind
 * when the thread ends: the number of a thread is never used again.
 */
final class Places<T> {

  /** The places that a taker looks through for its own before it takes others'. */
  private static final int NEIGHBOURHOOD = 8;

  /**
   * 2^64 divided by the golden ratio: spreads neighbouring numbers far apart (Knuth, TAOCP 6.4).
   */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  /** A newcomer may take the place of one that is out once in so many times. */
  private static final int ONE_IN = 8;

  /** The number of cursors; a power of two. */
  private static final int CURSORS = 8;

  /** The ints between two cursors: two cache lines. */
  private static final int APART = 32;

  private final AtomicReferenceArray<@Nullable Pooled<T>> places;
  private final int size;
  private final int hashShift;
  private final int maxItems;
  private final long maxBytes;

  /**
   * The place where a taker looks first, one for all takers of a hash. Behind what was taken last,
   * for there lies what has been out longest, and what another thread most likely has given back by
   * now; or at what its own taker gave back, which is still in the cache. Hints, written without
   * care.
   */
  private final int[] cursors = new int[CURSORS * APART];

  /**
   * True when a search has found nothing to take, and nothing came in since: spares a pool that is
   * too small from looking at every holder before every miss. At worst somebody misses although one
   * came in at the same moment.
   */
  private volatile boolean dry;

  private final AtomicInteger placed = new AtomicInteger();
  private final AtomicLong chargedBytes = new AtomicLong();

  Places(int maxItems, long maxBytes) {
    this.maxItems = maxItems;
    this.maxBytes = maxBytes;
    hashShift = Math.min(63, Integer.numberOfLeadingZeros(maxItems - 1) + 32);
    size = 1 << (64 - hashShift);
    places = new AtomicReferenceArray<>(size);
  }

  /** Takes what lies at the taker's first place, if it is private to the taker; or null. */
  @Nullable Pooled<T> claimPrivate(long taker) {
    Pooled<T> pooled = places.getAcquire(hash(taker) & ~1);
    return pooled != null && pooled.taker == taker && pooled.claimPrivate() ? pooled : null;
  }

  /**
   * Takes one of the taker's own from where it looks first or behind that; or, since who takes many
   * before it gives one back has come to the last of its own, from its first place on; or null.
   */
  @Nullable Pooled<T> claimOwn(long taker) {
    Pooled<T> own = claimOwn(taker, cursors[cursor(taker)]);
    return own == null ? claimOwn(taker, first(taker)) : own;
  }

  private @Nullable Pooled<T> claimOwn(long taker, int from) {
    // Of every two places one is for holders of its kind; those in others' are found by findAny.
    int at = taker >= 0 ? from & ~1 : from | 1;
    for (int step = Math.min(NEIGHBOURHOOD, size / 2); step > 0; step--) {
      Pooled<T> pooled = places.getAcquire(at);
      int next = behind(behind(at));
      if (pooled != null && pooled.serves(taker) && pooled.claim()) {
        cursors[cursor(taker)] = next;
        return pooled;
      }
      at = next;
    }
    return null;
  }

  /**
   * Returns the first holder that the taker may take, as seen from where it looks first; or null.
   */
  @Nullable Pooled<T> findAny(long taker) {
    if (dry) {
      return null;
    }
    int cursor = cursor(taker);
    int at = cursors[cursor];
    for (int step = size; step > 0; step--) {
      Pooled<T> pooled = places.getAcquire(at);
      if (pooled != null && pooled.isIn() && (pooled.serves(taker) || !pooled.isPrivate())) {
        cursors[cursor] = behind(at);
        return pooled;
      }
      at = behind(at);
    }
    dry = true;
    return null;
  }

  /** Notes that a holder came in that others may take. */
  void noteIn() {
    if (dry) {
      dry = false;
    }
  }

  /** Notes that a holder came in by its own taker, who looks there first from now on. */
  void lookFirstAt(int place, long taker) {
    cursors[cursor(taker)] = place;
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
    if (placed.get() >= maxItems || !charge(pooled.bytes)) {
      return false;
    }
    if (placed.incrementAndGet() <= maxItems) {
      boolean alone = pooled.taker >= 0;
      if (putWhereNoneIs(pooled, alone) || putWhereNoneIs(pooled, !alone)) {
        return true;
      }
    }
    placed.decrementAndGet();
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
      at = behind(at);
    }
    return false;
  }

  private boolean putWhereOneIsOut(Pooled<T> pooled, Consumer<Pooled<T>> displaced) {
    // Now and then, anywhere, and not for long: a full pool drops, and that must be quick. Who
    // stays
    // out loses its place all the same; who is soon back rarely does.
    ThreadLocalRandom random = ThreadLocalRandom.current();
    if (random.nextInt(ONE_IN) > 0) {
      return false;
    }
    int at = random.nextInt(size);
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
      at = behind(at);
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
      placed.decrementAndGet();
      chargedBytes.addAndGet(-pooled.bytes);
    }
  }

  /**
   * Tells whether the holder may become private to its taker: every other place is for that, so
   * that threads which come late find at least half of the places to share.
   */
  boolean mayBePrivate(Pooled<T> pooled) {
    return pooled.taker >= 0 && isPrivate(pooled.place);
  }

  private static boolean isPrivate(int place) {
    return (place & 1) == 0;
  }

  /** Passes on every holder that has a place, in or out. */
  void forEach(Consumer<Pooled<T>> action) {
    for (int at = 0; at < size; at++) {
      Pooled<T> pooled = places.getAcquire(at);
      if (pooled != null) {
        action.accept(pooled);
      }
    }
  }

  /**
   * Returns the bytes that all places cost, also those whose holders are out; never over the bound.
   */
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
    return taker >= 0 ? hash(taker) & ~1 : hash(taker);
  }

  private int hash(long taker) {
    return (int) ((taker * GOLDEN) >>> hashShift);
  }

  private int cursor(long taker) {
    return ((hash(taker) >>> 1) & (CURSORS - 1)) * APART;
  }

  private int behind(int at) {
    return (at + 1) & (size - 1);
  }
}
