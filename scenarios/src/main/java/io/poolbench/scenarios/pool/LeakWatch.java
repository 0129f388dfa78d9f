package io.poolbench.scenarios.pool;

import java.lang.ref.PhantomReference;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Watches one holder: comes out of the queue when the holder became unreachable without having been
 * given back. The pool forgets holders that stay out for long (see {@link Ageing}), or it would
 * itself keep what its takers have lost.
 */
final class LeakWatch extends PhantomReference<Pooled<?>> {

  /** The stack of the take; null unless the pool is checking. */
  @Nullable Throwable takenAt;

  /** True once the pool has given the holder up: see {@link PooledState}. */
  volatile boolean revoked;

  private LeakWatch(Pooled<?> pooled, ReferenceQueue<Pooled<?>> lost) {
    super(pooled, lost);
  }

  /** Watches the holders of one pool: about one in so many. */
  static final class Sample {

    private final int oneIn;
    private final ReferenceQueue<Pooled<?>> lost = new ReferenceQueue<>();
    private final Set<LeakWatch> watches = ConcurrentHashMap.newKeySet();

    Sample(int oneIn) {
      this.oneIn = oneIn;
    }

    void maybeWatch(Pooled<?> pooled) {
      if (oneIn == 1 || ThreadLocalRandom.current().nextInt(oneIn) == 0) {
        watch(pooled);
      }
    }

    /** Watches the holder to which the item moves in the first one's stead. */
    void move(Pooled<?> from, Pooled<?> to) {
      if (from.watch != null) {
        release(from);
        watch(to);
      }
    }

    /**
     * Watches a holder, unless memory is out: a failure here would lose the item to save a sample.
     */
    private void watch(Pooled<?> pooled) {
      try {
        LeakWatch watch = new LeakWatch(pooled, lost);
        // Before the set knows it, or what fails after that would be told as a leak.
        pooled.watch = watch;
        watches.add(watch);
      } catch (OutOfMemoryError e) {
        // Whoever needs the memory more will say so.
      }
    }

    void release(Pooled<?> pooled) {
      LeakWatch watch = pooled.watch;
      if (watch != null) {
        try {
          watch.clear();
          watches.remove(watch);
        } finally {
          Reference.reachabilityFence(pooled);
        }
      }
    }

    void drain(Consumer<LeakWatch> action) {
      for (Reference<?> watch = lost.poll(); watch != null; watch = lost.poll()) {
        LeakWatch leak = (LeakWatch) watch;
        watches.remove(leak);
        action.accept(leak);
      }
    }
  }
}
