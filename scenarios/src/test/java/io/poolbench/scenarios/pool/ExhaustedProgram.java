package io.poolbench.scenarios.pool;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Recycles and takes where there is no memory for a holder, in a JVM of its own with a small heap,
 * and prints what has become of the items.
 */
final class ExhaustedProgram {

  private static final int ITEMS = 32;

  private static @Nullable Object @Nullable [] filler = {};

  /** An item that grew, so that it needs another holder when it comes back. */
  private static final class Growing {
    long bytes = 1;
    int discarded;
  }

  private ExhaustedProgram() {}

  public static void main(String[] args) {
    // Once with memory, so that all classes are loaded and all call sites linked.
    String before = grownItemsComeBack(false);
    System.out.println("with memory: " + before);
    System.out.println("without: " + grownItemsComeBack(true));
  }

  private static String grownItemsComeBack(boolean exhausted) {
    AtomicInteger discards = new AtomicInteger();
    RecyclingPool<Growing> pool =
        RecyclingPool.of(Growing::new, (Growing item) -> item.bytes)
            .maxItems(ITEMS)
            .watchingOneIn(1)
            .onDiscard(
                item -> {
                  item.discarded++;
                  discards.incrementAndGet();
                })
            .signals(new PoolSignals(() -> 0, () -> 0, () -> 1))
            .open();
    Pooled<?>[] held = new Pooled<?>[ITEMS];
    Growing[] items = new Growing[ITEMS];
    for (int i = 0; i < ITEMS; i++) {
      Pooled<Growing> pooled = pool.take();
      held[i] = pooled;
      items[i] = pooled.item();
    }
    for (Pooled<?> pooled : held) {
      pooled.recycle();
    }
    for (int i = 0; i < ITEMS; i++) {
      Pooled<Growing> pooled = pool.take();
      held[i] = pooled;
      pooled.item().bytes = 2;
    }
    if (exhausted) {
      fill();
    }
    int refused = 0;
    for (Pooled<?> pooled : held) {
      try {
        pooled.recycle();
      } catch (OutOfMemoryError e) {
        refused++;
      }
    }
    // Nothing new: there is no memory for that either.
    filler = null;
    PoolStatistics statistics = pool.statistics();
    int twice = 0;
    for (Growing item : items) {
      twice += item.discarded > 1 ? 1 : 0;
    }
    pool.close();
    return "refused %b, out %d, in %b, let go when refused %b, at the end %d, twice %d"
        .formatted(
            refused > 0,
            statistics.outstanding(),
            statistics.retainedItems() == ITEMS - refused,
            statistics.drops().getOrDefault(DropReason.REJECTED, 0L) == refused,
            discards.get(),
            twice);
  }

  /** To the last object of three words. */
  private static void fill() {
    int length = 1 << 16;
    while (length > 0) {
      try {
        filler = new Object[] {filler, new byte[length]};
      } catch (OutOfMemoryError e) {
        length /= 2;
      }
    }
  }
}
