package io.poolbench.scenarios.pools;

import io.poolbench.scenarios.Footprint;
import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import io.poolbench.scenarios.pools.Retained.Meanwhile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** The technique's place in the catalogue. */
public final class Pools {

  /** Where it is not the size that varies. */
  private static final int SIZE = 16 << 10;

  /** What stands for the ten seconds of a RecyclingPool, so that a fork can wait for it. */
  private static final Duration MIN_AGE = Duration.ofMillis(100);

  /** What is done with a contender. */
  @FunctionalInterface
  private interface Use {
    Operation of(Contender<?> pool);
  }

  private Pools() {}

  /** The line in the catalogue. */
  public static Technique technique() {
    return new Technique(
        "pools",
        "poolbench: which pool?",
        List.of(
            workload("one-thread", 1, SIZE, TakeAndRecycle::new).allocatingBefore(SIZE),
            workload("two-threads", 2, SIZE, TakeAndRecycle::new).allocatingBefore(SIZE),
            workload("across-threads", 1, SIZE, HandOver::new).allocatingBefore(SIZE),
            workload("thread-per-task", 1, SIZE, ThreadPerTask::new)
                .onVirtualThreads()
                .allocatingBefore(SIZE),
            workload("eight-held", 1, SIZE, HoldEight::new).allocatingBefore(HoldEight.HELD * SIZE),
            take("take-256b", 256),
            take("take-4k", 4 << 10),
            take("take-64k", 64 << 10),
            take("take-1m", 1 << 20)),
        List.of(
            retained("loaded", Recycling::new, Meanwhile.LOADED),
            retained("idle", size -> Recycling.ageing(size, MIN_AGE), Meanwhile.IDLE),
            retained("pressed", Recycling::new, Meanwhile.PRESSED)));
  }

  private static Workload take(String name, int size) {
    return workload(name, 1, size, pool -> new TakeAndTouchPages<>(pool, size))
        .allocatingBefore(size);
  }

  private static Workload workload(String name, int threads, int size, Use use) {
    Map<Variant, Workload.Setup> variants = new LinkedHashMap<>();
    Contenders.ALL.forEach(
        (variant, pool) -> variants.put(variant, () -> use.of(pool.apply(size))));
    return new Workload(name, threads, 0, variants);
  }

  /**
   * Without plain allocation, which retains nothing, and without a pool that is not ours to see.
   */
  private static Footprint retained(
      String name, IntFunction<Contender<?>> recycling, Meanwhile meanwhile) {
    Map<Variant, IntFunction<Contender<?>>> pools =
        Contenders.without(Set.of(Variant.BEFORE, Contenders.OKIO));
    pools.put(Contenders.RECYCLING, recycling);
    Map<Variant, Footprint.Setup> variants = new LinkedHashMap<>();
    pools.forEach(
        (variant, pool) -> {
          Supplier<Contender<?>> maker = () -> pool.apply(SIZE);
          variants.put(variant, count -> new Retained(maker, count, meanwhile));
        });
    return new Footprint(name, "pool", variants);
  }
}
