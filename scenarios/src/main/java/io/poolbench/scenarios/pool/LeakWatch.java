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

  /** Where it was taken; null unless the pool is checking. */
  @Nullable Throwable takenAt;

  /** Whether the pool has given it up already: see {@link PooledState}. */
  volatile boolean revoked;

  private LeakWatch(Pooled<?> pooled, ReferenceQueue<Pooled<?>> lost) {
    super(pooled, lost);
  }

  /** The holders of one pool that are watched: about one in so many. */
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

    /** The item moves to another holder, which is watched in the first one's stead. */
    void move(Pooled<?> from, Pooled<?> to) {
      if (from.watch != null) {
        release(from);
        watch(to);
      }
    }

    /** Out of memory, it is not watched: a failure here would lose the item to save a sample. */
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
