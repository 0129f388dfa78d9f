package io.poolbench.scenarios.pools;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The technique's place in the catalogue. */
public final class Pools {

  /** Before is plain allocation; the other variants are named after their pools. */
  private static final Map<Variant, Supplier<Contender<?>>> CONTENDERS = new LinkedHashMap<>();

  static {
    CONTENDERS.put(Variant.BEFORE, Contenders.Fresh::new);
    CONTENDERS.put(new Variant("threadlocal"), Contenders.ThreadLocalSlot::new);
    CONTENDERS.put(new Variant("freelist"), Contenders.FreeList::new);
    CONTENDERS.put(new Variant("mpmc"), Contenders.Mpmc::new);
    CONTENDERS.put(new Variant("recycling"), Contenders.Recycling::new);
  }

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
            workload("one-thread", 1, TakeAndRecycle::new).allocatingBefore(Contender.SIZE),
            workload("two-threads", 2, TakeAndRecycle::new).allocatingBefore(Contender.SIZE),
            workload("across-threads", 1, HandOver::new).allocatingBefore(Contender.SIZE),
            workload("thread-per-task", 1, ThreadPerTask::new)
                .onVirtualThreads()
                .allocatingBefore(Contender.SIZE)));
  }

  private static Workload workload(String name, int threads, Use use) {
    Map<Variant, Workload.Setup> variants = new LinkedHashMap<>();
    CONTENDERS.forEach((variant, pool) -> variants.put(variant, () -> use.of(pool.get())));
    return new Workload(name, threads, 0, variants);
  }
}
