package io.poolbench.scenarios.pool;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Configures a {@link RecyclingPool}. Unless told otherwise, it keeps at most 64 items and 64 MiB,
 * whatever an item's size, resets nothing, and does nothing with what it drops.
 *
 * @param <T> what is pooled
 */
public final class PoolBuilder<T> {

  final Supplier<? extends T> maker;
  final ToLongFunction<? super T> bytesOf;
  long fixedBytes = -1;
  int maxItems = 64;
  long maxBytes = 64L << 20;
  long largestBytes = Long.MAX_VALUE;
  @Nullable Predicate<? super T> reset;
  @Nullable Consumer<? super T> onDiscard;
  boolean checking;
  int watchingOneIn = 128;
  long minAgeNanos = Duration.ofSeconds(10).toNanos();
  long idleNanos = Duration.ofMinutes(1).toNanos();
  @Nullable String name;
  PoolSignals signals = PoolSignals.OF_THE_JVM;
  boolean keptByHousekeeper = true;

  PoolBuilder(Supplier<? extends T> maker, ToLongFunction<? super T> bytesOf) {
    this.maker = maker;
    this.bytesOf = bytesOf;
  }

  PoolBuilder<T> fixedBytes(long bytes) {
    fixedBytes = bytes;
    return this;
  }

  /** Keeps at most so many items. */
  public PoolBuilder<T> maxItems(int items) {
    maxItems = (int) positive("maxItems", items);
    return this;
  }

  /** Keeps items of at most so many bytes together. */
  public PoolBuilder<T> maxBytes(long bytes) {
    maxBytes = positive("maxBytes", bytes);
    return this;
  }

  /** Keeps no item of more bytes: or one huge message would be pooled for ever. */
  public PoolBuilder<T> largestBytes(long bytes) {
    largestBytes = positive("largestBytes", bytes);
    return this;
  }

  /**
   * Makes an item fit for its next holder when it is recycled, or says that it is not: false, or an
   * exception, which reaches whoever recycles. Nobody else has the item meanwhile.
   */
  public PoolBuilder<T> reset(Predicate<? super T> reset) {
    this.reset = reset;
    return this;
  }

  /** Wipes each item when it is recycled: a reset that always succeeds. */
  public PoolBuilder<T> zeroing(Consumer<? super T> wipe) {
    return reset(
        item -> {
          wipe.accept(item);
          return true;
        });
  }

  /**
   * Calls this exactly once on every item that the pool lets go, with the item in nobody's hands,
   * on whatever thread lets it go: close the descriptor here.
   */
  public PoolBuilder<T> onDiscard(Consumer<? super T> onDiscard) {
    this.onDiscard = onDiscard;
    return this;
  }

  /**
   * Finds every second recycle, and every use of {@link Pooled#item} after the first, and throws;
   * leaks tell where they were taken. Allocates a holder per take: for tests, and for resources
   * that cost more than that.
   */
  public PoolBuilder<T> checking() {
    checking = true;
    return this;
  }

  /** Watches about one item in so many for being lost; 1 watches every one. */
  public PoolBuilder<T> watchingOneIn(int items) {
    watchingOneIn = (int) positive("watchingOneIn", items);
    return this;
  }

  /** Counts old collections that follow each other in a shorter time as one. */
  public PoolBuilder<T> minAge(Duration interval) {
    minAgeNanos = positive("minAge", interval.toNanos());
    return this;
  }

  /** Gives up an item that was not used for that long, whether or not anything is collected. */
  public PoolBuilder<T> idle(Duration time) {
    idleNanos = positive("idle", time.toNanos());
    return this;
  }

  /** Shows the pool in JMX, see {@link PoolMXBean}, until it is closed or collected. */
  public PoolBuilder<T> name(String name) {
    this.name = name;
    return this;
  }

  /** Stands in for the JVM, in tests; nobody ages the pool then but {@link RecyclingPool#age}. */
  public PoolBuilder<T> signals(PoolSignals signals) {
    this.signals = signals;
    keptByHousekeeper = false;
    return this;
  }

  /**
   * Opens the pool, which is empty.
   *
   * @throws IllegalArgumentException when another open pool has its name
   */
  public RecyclingPool<T> open() {
    RecyclingPool<T> pool = new RecyclingPool<>(this);
    Housekeeper.adopt(pool, this);
    return pool;
  }

  private static long positive(String what, long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(what + ": found " + value + ", expected at least 1");
    }
    return value;
  }
}
