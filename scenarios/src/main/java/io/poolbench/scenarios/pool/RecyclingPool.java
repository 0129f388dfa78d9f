package io.poolbench.scenarios.pool;

import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Pools items as Go's sync.Pool does: a stock of items that are costly to make, kept near the
 * thread that uses them, bounded, and given back to the system when nobody wants them.
 *
 * <pre>{@code
 * RecyclingPool<byte[]> buffers =
 *     RecyclingPool.of(() -> new byte[16384], buffer -> buffer.length).maxItems(64).open();
 *
 * Pooled<byte[]> pooled = buffers.take();
 * try {
 *   fill(pooled.item());
 * } finally {
 *   pooled.recycle();
 * }
 * }</pre>
 *
 * <p><b>Protocol.</b> Who takes, holds alone, until giving it back exactly once; any thread may do
 * that. An item comes back as {@link PoolBuilder#reset} leaves it, or not at all. What is not kept
 * is left to the collector, after {@link PoolBuilder#onDiscard} was called on it exactly once.
 * Nothing blocks: an empty pool makes an item, a full one drops it, and conflicts are lost or won
 * by one compare-and-set on the holder.
 *
 * <p><b>Where items lie.</b> A {@link Pooled} holder has a place in {@link Places} near the first
 * place of its taker, and keeps it while it is out. So taking and recycling change the state of the
 * holder and store no reference; an item that another thread recycles goes back to where it is
 * taken next. A taker that finds none of its own steals, and the stolen item moves in with it.
 *
 * <p><b>Memory and resources.</b> A resource is taken and given back by one compare-and-set each,
 * and is never lost. Memory that a platform thread both takes and recycles becomes private to that
 * thread: no atomic instruction, but nobody steals it, and it is given up on a guess that may drop
 * an item in use from the count (see {@link PooledState}). At most every other place is private.
 *
 * <p><b>Misuse.</b> A second recycle is refused as long as nobody has taken the item again, and
 * counted; a {@linkplain PoolBuilder#checking() checking} pool refuses it however late, and throws.
 * Two threads that give back the same private item at the very same time, or while it is reset, may
 * go unnoticed without checking.
 *
 * <p><b>Why not a ThreadLocal?</b> It misses always under a virtual thread per task, and when one
 * thread takes what another recycles; it has no bound but the number of threads, gives nothing
 * back, and its entries keep class loaders alive.
 *
 * <p><b>When not to pool.</b> Below about 256 B allocating is cheaper. A pool that is never closed
 * is collected like any object, but nobody then calls {@code onDiscard}: pools of resources must be
 * closed.
 *
 * @param <T> what is pooled
 */
public final class RecyclingPool<T> implements AutoCloseable {

  private static final long REJECTED = -1;

  /** True when every misuse is found, at the price of a holder per take. */
  final boolean checking;

  private final String name;
  private final Supplier<? extends T> maker;
  private final ToLongFunction<? super T> bytesOf;
  private final @Nullable Predicate<? super T> reset;
  private final long largestBytes;

  /** The bytes of every item; negative where they may differ. */
  private final long fixedBytes;

  /** The taker's number, when a test says it; null when the running thread does. */
  private final @Nullable LongSupplier staged;

  /** True when an item comes back as it was taken, so that there is nothing to look at. */
  private final boolean unchanging;

  /** True when an item may be given up on a guess: see {@link PooledState}. */
  private final boolean memoryOnly;

  private final Tally tally = new Tally();
  private final Places<T> places;
  private final Exit<T> exit;

  /** {@link Exit#unplace}, made in advance: no memory may be wanting when an item is let in. */
  private final Consumer<Pooled<T>> displaced;

  private final Ageing ageing;
  private final LeakWatch.Sample watched;
  private volatile boolean closed;

  RecyclingPool(PoolBuilder<T> builder) {
    name = builder.name == null ? "unnamed pool" : builder.name;
    maker = builder.maker;
    bytesOf = builder.bytesOf;
    reset = builder.reset;
    largestBytes = Math.min(builder.largestBytes, builder.maxBytes);
    checking = builder.checking;
    staged = builder.signals.taker();
    fixedBytes = builder.fixedBytes;
    unchanging = reset == null && fixedBytes >= 0;
    memoryOnly = builder.onDiscard == null && !checking;
    places = new Places<>(builder.maxItems, builder.maxBytes);
    watched = new LeakWatch.Sample(builder.watchingOneIn);
    exit = new Exit<>(places, tally, watched, builder.onDiscard);
    displaced = exit::unplace;
    ageing = new Ageing(builder.signals, builder.minAgeNanos, builder.idleNanos);
  }

  /**
   * Configures a pool.
   *
   * @param maker makes an item when there is none in the pool; what it throws, {@link #take} throws
   * @param bytesOf how many bytes an item occupies, on the heap or elsewhere; cheap, called at
   *     every recycle
   */
  public static <T> PoolBuilder<T> of(
      Supplier<? extends T> maker, ToLongFunction<? super T> bytesOf) {
    return new PoolBuilder<>(maker, bytesOf);
  }

  /**
   * Configures a pool of items that all have one size. Since no item can grow, none is measured
   * when it comes back.
   *
   * @param bytes how many bytes each item occupies, on the heap or elsewhere
   */
  public static <T> PoolBuilder<T> of(Supplier<? extends T> maker, long bytes) {
    return new PoolBuilder<T>(maker, item -> bytes).fixedBytes(bytes);
  }

  /** Takes an item that nobody else holds: one of the taker's own, or another's, or a new one. */
  public Pooled<T> take() {
    Pooled<T> mine = places.claimPrivate(alone());
    return mine != null ? mine : takeShared();
  }

  /** Returns the number of the taker if it runs alone; if many share its number, nobody's. */
  private long alone() {
    return staged == null ? Thread.currentThread().threadId() : staged.getAsLong();
  }

  private long taker() {
    return staged == null ? PoolSignals.currentTaker() : staged.getAsLong();
  }

  private Pooled<T> takeShared() {
    Pooled<T> taken = takeShared(taker());
    if (checking && taken.watch != null) {
      taken.watch.takenAt = new Throwable("taken here");
    }
    return taken;
  }

  private Pooled<T> takeShared(long me) {
    Pooled<T> own = places.claimOwn(me);
    if (own != null) {
      return own;
    }
    for (Pooled<T> any = places.findAny(me); any != null; any = places.findAny(me)) {
      Pooled<T> mine = any.serves(me) ? (any.claim() ? any : null) : steal(any, me);
      if (mine != null) {
        return mine;
      }
    }
    // Its memory is there before the item is made (JLS 15.9.4), which cannot be lost for want of
    // it.
    Pooled<T> made = new Pooled<>(this, maker.get(), me);
    watched.maybeWatch(made);
    tally.miss();
    return made;
  }

  /**
   * Moves another's item to a holder of the taker's own, which has no place yet; or returns null.
   */
  private @Nullable Pooled<T> steal(Pooled<T> pooled, long me) {
    // Made before the item is taken: out of memory afterwards, the item would be lost. It was seen
    // to be in just now, so that this is seldom in vain.
    Pooled<T> mine = new Pooled<>(this, pooled.peek(), me);
    long hits = pooled.steal();
    if (hits == PooledState.REFUSED) {
      return null;
    }
    // Until now its taker may have exchanged the item.
    mine.fill(pooled.peek());
    places.remove(pooled);
    tally.hits.add(hits + 1);
    tally.steals.increment();
    watched.move(pooled, mine);
    return mine;
  }

  void recycle(Pooled<T> pooled) {
    if (pooled.taker != alone() || !(unchanging ? pooled.comeBack() : recyclePrivate(pooled))) {
      recycleShared(pooled);
    }
  }

  /**
   * Gives a private item back for its taker, or returns false: nobody else has it, so that no word
   * need be set meanwhile.
   */
  private boolean recyclePrivate(Pooled<T> pooled) {
    if (!pooled.isOutPrivately()) {
      return false;
    }
    long bytes = REJECTED;
    try {
      bytes = reset(pooled.peek());
    } finally {
      if (bytes == pooled.bytes) {
        pooled.comeBackFromReset();
      } else if (mayReturn(pooled)) {
        keepOrDrop(pooled, bytes, true);
      }
    }
    return true;
  }

  private void recycleShared(Pooled<T> pooled) {
    long me = taker();
    boolean own = pooled.serves(me);
    if (own && pooled.place >= 0) {
      places.lookFirstAt(pooled.place, me);
    }
    boolean asPrivate = own && memoryOnly && places.mayBePrivate(pooled);
    if (!asPrivate && !checking && isAsItWas(pooled) && pooled.giveBack()) {
      places.noteIn();
    } else {
      recycleInSteps(pooled, asPrivate);
    }
  }

  private boolean isAsItWas(Pooled<T> pooled) {
    return reset == null && bytesOf.applyAsLong(pooled.peek()) == pooled.bytes;
  }

  private void recycleInSteps(Pooled<T> pooled, boolean asPrivate) {
    if (!mayReturn(pooled)) {
      return;
    }
    long bytes = REJECTED;
    try {
      bytes = reset(pooled.peek());
    } finally {
      keepOrDrop(pooled, bytes, asPrivate);
    }
  }

  private long reset(T item) {
    if (reset != null && !reset.test(item)) {
      return REJECTED;
    }
    return fixedBytes >= 0 ? fixedBytes : bytesOf.applyAsLong(item);
  }

  private void keepOrDrop(Pooled<T> pooled, long bytes, boolean asPrivate) {
    if (bytes == REJECTED) {
      exit.drop(pooled, DropReason.REJECTED);
    } else if (closed) {
      exit.drop(pooled, DropReason.CLOSED);
    } else if (bytes > largestBytes) {
      exit.drop(pooled, DropReason.OVERSIZE);
    } else if (checking || bytes != pooled.bytes || !pooled.finishReturn(asPrivate)) {
      shelve(successor(pooled), bytes);
    } else {
      places.noteIn();
    }
  }

  /**
   * Returns the holder that is to be given a place: this one if it never had one, or its successor.
   */
  private Pooled<T> successor(Pooled<T> pooled) {
    if (!checking && pooled.place < 0) {
      return pooled;
    }
    Pooled<T> next;
    try {
      next = new Pooled<>(this, pooled.peek(), pooled.taker);
    } catch (OutOfMemoryError e) {
      exit.drop(pooled, DropReason.REJECTED);
      throw e;
    }
    watched.move(pooled, next);
    places.remove(pooled);
    tally.hits.add(pooled.end());
    return next;
  }

  private void shelve(Pooled<T> pooled, long bytes) {
    pooled.shelve();
    if (!places.put(pooled, bytes, displaced)) {
      exit.drop(pooled, DropReason.FULL);
      return;
    }
    places.noteIn();
    if (closed) {
      // It came in behind the back of close.
      trim();
    }
  }

  void discard(Pooled<T> pooled) {
    if (mayReturn(pooled)) {
      exit.drop(pooled, DropReason.DISCARDED);
    }
  }

  /** Counts that the holder's item was exchanged for another, and discards the old one. */
  void replaced(T old) {
    tally.replace();
    exit.discard(old);
  }

  private boolean mayReturn(Pooled<T> pooled) {
    if (pooled.beginReturn() || (exit.reinstate(pooled) && pooled.beginReturn())) {
      return true;
    }
    tally.secondRecycles.increment();
    if (checking) {
      throw new IllegalStateException(
          this + ": given back twice; whoever takes must recycle or discard exactly once");
    }
    return false;
  }

  /** Gives up every item in the pool; those that are out may still come back. */
  public void trim() {
    places.forEach(exit::evict);
  }

  /**
   * Gives up what old collections and the idle time have found unused, and tells JFR. A background
   * thread does so about once a second, unless the pool has {@linkplain PoolBuilder#signals
   * signals} of its own.
   */
  public void age() {
    synchronized (ageing) {
      ageing.look();
      places.forEach(
          pooled -> {
            if (ageing.isTimeFor(pooled)) {
              // One that is out for so long may be lost: the pool must not be what keeps it.
              if (pooled.isIn()) {
                exit.evict(pooled);
              } else {
                exit.unplace(pooled);
              }
            }
          });
    }
    watched.drain(
        leak -> {
          tally.leak(leak.revoked);
          PoolEvents.commit(name, leak);
        });
    PoolEvents.commit(this);
  }

  /**
   * Gives up every item in the pool, and from now on every item that comes back. Takes still
   * succeed, as from an empty pool: whoever is late in a shut-down need not know.
   */
  @Override
  public void close() {
    closed = true;
    synchronized (ageing) {
      places.forEach(exit::unplace);
    }
    Housekeeper.release(this);
  }

  /** Returns the counts up to now. */
  public PoolStatistics statistics() {
    return tally.with(places);
  }

  /** Returns what counts against the byte bound: the places of all items, in or out. */
  long chargedBytes() {
    return places.chargedBytes();
  }

  @Override
  public String toString() {
    return name;
  }
}
