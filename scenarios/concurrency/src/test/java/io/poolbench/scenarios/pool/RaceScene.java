package io.poolbench.scenarios.pool;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jspecify.annotations.Nullable;

/**
 * What Lincheck interleaves: a thread that has an item of its own hands it over and takes again,
 * another gives the item back and takes too, and a third may do something to the pool. Whatever
 * happens must leave each item with one holder, and every item accounted for.
 */
public final class RaceScene {

  /** What the pool is told to be. */
  public enum Mode {
    PLAIN,
    RESET,
    ZEROING,
    GROWING,
    SHARED,
    SHARED_WITH_RESET,
    CHECKING,
    RESOURCES,
    RESOURCES_WITH_RESET;

    private boolean resets() {
      return this == RESET || this == SHARED_WITH_RESET || this == RESOURCES_WITH_RESET;
    }

    private boolean shares() {
      return this == SHARED || this == SHARED_WITH_RESET;
    }

    private boolean discards() {
      return this == CHECKING || this == RESOURCES || this == RESOURCES_WITH_RESET;
    }
  }

  /** What becomes of the item that was handed over. */
  public enum Return {
    RECYCLE,
    DISCARD,
    REPLACE,
    /** Misuse: the second time may end the hold of whoever has taken it since. */
    TWICE
  }

  /** What a third thread does. */
  public enum Meanwhile {
    TRIM,
    AGE,
    CLOSE,
    TAKE
  }

  /** Small, or Lincheck takes the search through the places for a thread that spins. */
  private static final int MAX_ITEMS = 2;

  private final AtomicInteger discarded = new AtomicInteger();
  private final AtomicLong collections = new AtomicLong();
  private @Nullable RecyclingPool<Item> pool;
  private @Nullable Pooled<Item> handedOver;
  private @Nullable Pooled<Item> held;
  private boolean discards;
  private boolean misused;

  /** Of a pool that is shared: there is another for who takes in the race, and both share. */
  private long sharedNumber = -1;

  private static final class Item {
    private final AtomicInteger holders = new AtomicInteger();
    private int bytes = 1;

    void taken() {
      check(holders.getAndIncrement() == 0, "two hold it, or it is taken after it was let go");
    }

    void givenBack() {
      check(holders.getAndDecrement() == 1, "given back by one who had it not");
    }

    boolean reset() {
      check(holders.get() == 0, "reset in somebody's hands");
      return true;
    }

    void discard() {
      check(holders.getAndIncrement() == 0, "let go in somebody's hands, or twice");
    }
  }

  private static void check(boolean right, String otherwise) {
    if (!right) {
      throw new IllegalStateException(otherwise);
    }
  }

  /** Not opened, which would start a thread that ages it. */
  private RecyclingPool<Item> pool(Mode mode) {
    PoolBuilder<Item> builder =
        (mode == Mode.GROWING
                ? RecyclingPool.of(Item::new, (Item item) -> item.bytes)
                : RecyclingPool.of(Item::new, 1))
            .maxItems(MAX_ITEMS)
            .watchingOneIn(Integer.MAX_VALUE)
            .signals(
                new PoolSignals(
                    () -> collections.get() << 60,
                    collections::incrementAndGet,
                    mode.shares() ? () -> sharedNumber : null));
    if (mode.resets()) {
      builder.reset(Item::reset);
    }
    if (mode == Mode.ZEROING) {
      builder.zeroing(Item::reset);
    }
    if (mode == Mode.CHECKING) {
      builder.checking();
    }
    if (mode.discards()) {
      builder.onDiscard(
          item -> {
            item.discard();
            discarded.incrementAndGet();
          });
    }
    return new RecyclingPool<>(builder);
  }

  private RecyclingPool<Item> pool() {
    return requireNonNull(pool);
  }

  /** Before the race: what its taker uses twice is its own, if the pool has such. */
  @Operation
  public void prepare(Mode mode) {
    discards = mode.discards();
    pool = pool(mode);
    use();
    use();
    handedOver = take();
    sharedNumber = -2;
  }

  /** By the first, and perhaps a third. */
  @Operation
  public void use() {
    recycle(take());
  }

  /** By the first, who keeps it until the race is over. */
  @Operation
  public void hold() {
    held = take();
  }

  /** By the second. */
  @Operation
  public void giveBackAndUse(Return how) {
    Pooled<Item> pooled = requireNonNull(handedOver);
    switch (how) {
      case RECYCLE -> recycle(pooled);
      case DISCARD -> {
        pooled.item().givenBack();
        pooled.discard();
      }
      case REPLACE -> {
        pooled.item().givenBack();
        Item larger = new Item();
        larger.bytes = 2;
        pooled.replace(larger);
        pooled.recycle();
      }
      case TWICE -> {
        misused = true;
        recycle(pooled);
        pooled.recycle();
      }
    }
    use();
  }

  /** By the third. */
  @Operation
  public void meddle(Meanwhile what) {
    switch (what) {
      case TRIM -> pool().trim();
      case AGE -> {
        // The second look may be the one that finds it unused twice.
        pool().age();
        pool().age();
      }
      case CLOSE -> pool().close();
      case TAKE -> use();
    }
  }

  private Pooled<Item> take() {
    Pooled<Item> pooled = pool().take();
    pooled.item().taken();
    return pooled;
  }

  private void recycle(Pooled<Item> pooled) {
    pooled.item().givenBack();
    pooled.recycle();
  }

  /** After the race. */
  @Operation
  public void account() {
    if (held != null) {
      recycle(held);
    }
    PoolStatistics open = pool().statistics();
    check(open.outstanding() == 0, "outstanding");
    check(misused || open.secondRecycles() == 0, "second recycles");
    check(open.retainedItems() <= MAX_ITEMS, "too many retained");
    pool().close();
    PoolStatistics closed = pool().statistics();
    long gone = closed.evictions();
    for (long drops : closed.drops().values()) {
      gone += drops;
    }
    check(closed.misses() + closed.replacements() == gone, "not conserved");
    check(closed.retainedItems() == 0 && pool().chargedBytes() == 0, "kept when closed");
    check(!discards || discarded.get() == gone, "not all let go");
  }
}
