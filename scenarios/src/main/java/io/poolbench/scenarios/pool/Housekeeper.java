package io.poolbench.scenarios.pool;

import java.lang.System.Logger;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Ages all open pools, from one daemon thread that lives as long as there are any. Pools are known
 * weakly: one that is forgotten instead of closed is collected, its MBean is removed, and the last
 * of them ends the thread. So nothing here keeps a class loader alive; and nothing may call the
 * {@code equals} of a record, whose method handles do (seen on JDK 25).
 *
 * <p>A thread that looks once a second, rather than notifications of the collectors: the idle time
 * needs a clock anyhow, and a listener would be one more thing that outlives its class loader.
 */
final class Housekeeper {

  private static final Logger LOG = System.getLogger(Housekeeper.class.getName());
  private static final long LONGEST_NAP = TimeUnit.SECONDS.toNanos(1);

  private static final List<Ward> WARDS = new ArrayList<>();
  private static @Nullable Thread thread;

  private record Ward(
      WeakReference<RecyclingPool<?>> pool, long napNanos, boolean aged, @Nullable PoolBean bean) {

    boolean isOf(@Nullable RecyclingPool<?> other) {
      return pool.refersTo(other);
    }

    void age() {
      RecyclingPool<?> alive = pool.get();
      if (alive != null && aged) {
        try {
          alive.age();
        } catch (RuntimeException | Error e) {
          LOG.log(Logger.Level.WARNING, "pool " + alive + ": cannot be aged", e);
        }
      }
    }
  }

  private Housekeeper() {}

  static <T> void adopt(RecyclingPool<T> pool, PoolBuilder<T> builder) {
    String name = builder.name;
    PoolBean bean = name == null ? null : PoolBean.register(pool, name);
    long nap = Math.min(LONGEST_NAP, Math.min(builder.minAgeNanos, builder.idleNanos));
    synchronized (WARDS) {
      WARDS.add(new Ward(new WeakReference<>(pool), nap, builder.keptByHousekeeper, bean));
      Thread keeper = thread;
      if (keeper == null) {
        PoolEvents.load();
        keeper = new Thread(null, Housekeeper::work, "poolbench-housekeeper", 0, false);
        keeper.setDaemon(true);
        keeper.setContextClassLoader(null);
        thread = keeper;
        keeper.start();
      }
      LockSupport.unpark(keeper);
    }
  }

  static void release(RecyclingPool<?> pool) {
    synchronized (WARDS) {
      removeWardsOf(pool);
      LockSupport.unpark(thread);
    }
  }

  private static void removeWardsOf(@Nullable RecyclingPool<?> pool) {
    WARDS.removeIf(
        ward -> {
          boolean gone = ward.isOf(pool);
          if (gone && ward.bean != null) {
            ward.bean.unregister();
          }
          return gone;
        });
  }

  private static void work() {
    boolean any = true;
    while (any) {
      long nap = LONGEST_NAP;
      try {
        List<Ward> wards = wards();
        any = !wards.isEmpty();
        wards.forEach(Ward::age);
        nap = wards.stream().mapToLong(Ward::napNanos).min().orElse(0);
      } catch (RuntimeException | Error e) {
        // Out of memory even for the log: it may be there again after a nap, and so must we.
      }
      LockSupport.parkNanos(nap);
    }
  }

  /** Returns the pools that are there still; when there are none, the thread is done. */
  private static List<Ward> wards() {
    synchronized (WARDS) {
      removeWardsOf(null);
      if (WARDS.isEmpty()) {
        thread = null;
      }
      return List.copyOf(WARDS);
    }
  }
}
