package io.poolbench.scenarios.whichpool;

import io.poolbench.scenarios.Footprint;
import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import io.poolbench.scenarios.whichpool.Retained.Meanwhile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The technique's place in the catalogue. */
public final class WhichpoolTechnique {

  /** The bytes of a buffer where it is not the size that varies. */
  private static final int SIZE = 16 << 10;

  /** Stands for the ten seconds of a RecyclingPool, so that a fork can wait for it. */
  private static final Duration MIN_AGE = Duration.ofMillis(100);

  /** Makes the operation of a workload on a contender. */
  @FunctionalInterface
  private interface Use {
    Operation of(Contender<?> pool);
  }

  private WhichpoolTechnique() {}

  /** Returns the technique as the catalogue lists it. */
  public static Technique technique() {
    return new Technique(
        "whichpool",
        "poolbench: which pool?",
        List.of(
            workload("one-thread", 1, TakeAndRecycle::new),
            workload("two-threads", 2, TakeAndRecycle::new),
            workload("across-threads", 1, HandOver::new),
            workload("thread-per-task", 1, ThreadPerTask::new).onVirtualThreads(),
            workload("eight-held", 1, HoldEight::new).allocatingBefore(HoldEight.HELD * SIZE),
            take("take-256b", 256),
            take("take-4k", 4 << 10),
            take("take-64k", 64 << 10),
            take("take-1m", 1 << 20)),
        List.of(
            retained("loaded", Recycling::new, Meanwhile.LOADED),
            retained("idle", size -> Recycling.ageing(size, MIN_AGE), Meanwhile.IDLE),
            retained("pressed", Recycling::new, Meanwhile.PRESSED)));
  }

  /** Leaves out a few whose cost does not know the size: of them, one thread tells as much. */
  private static Workload take(String name, int size) {
    Map<Variant, IntFunction<Contender<?>>> pools =
        Contenders.without(Contenders.FREELIST, Contenders.NETTY_RECYCLER, Contenders.COMMONS_SOFT);
    return workload(name, 1, pools, size, pool -> new TakeAndTouchPages<>(pool, size))
        .allocatingBefore(size);
  }

  private static Workload workload(String name, int threads, Use use) {
    return workload(name, threads, Contenders.ALL, SIZE, use).allocatingBefore(SIZE);
  }

  private static Workload workload(
      String name, int threads, Map<Variant, IntFunction<Contender<?>>> pools, int size, Use use) {
    Map<Variant, Workload.Setup> variants = new LinkedHashMap<>();
    pools.forEach((variant, pool) -> variants.put(variant, () -> use.of(pool.apply(size))));
    return new Workload(name, threads, 0, variants);
  }

  /** Leaves out plain allocation, which retains nothing, and Okio, whose pool is out of sight. */
  private static Footprint retained(
      String name, IntFunction<Contender<?>> recycling, Meanwhile meanwhile) {
    Map<Variant, IntFunction<Contender<?>>> pools =
        Contenders.without(Variant.BEFORE, Contenders.OKIO);
    pools.put(Contenders.RECYCLING, recycling);
    Map<Variant, Footprint.Setup> variants = new LinkedHashMap<>();
    pools.forEach(
        (variant, pool) ->
            variants.put(variant, count -> new Retained(() -> pool.apply(SIZE), count, meanwhile)));
    return new Footprint(name, "pool", variants);
  }
}
