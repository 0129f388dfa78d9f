package io.poolbench.counting.probe;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Reads what the JVM's own counters say of allocation and collection. */
public final class Allocated {

  private static final com.sun.management.@Nullable ThreadMXBean THREADS = threads();

  /**
   * The counter of all threads, since JDK 21: counts ended threads and the carriers of virtual ones
   * too.
   */
  private static final @Nullable Method TOTAL = total();

  private static final double SHARE_OF_EDEN = 0.7;

  /**
   * The share of the heap that can be allocated, where the JVM does not tell how large the young
   * generation is.
   */
  private static final double SHARE_OF_HEAP = 0.04;

  private Allocated() {}

  private static com.sun.management.@Nullable ThreadMXBean threads() {
    ThreadMXBean bean = ManagementFactory.getThreadMXBean();
    return bean instanceof com.sun.management.ThreadMXBean
        ? (com.sun.management.ThreadMXBean) bean
        : null;
  }

  private static @Nullable Method total() {
    try {
      return com.sun.management.ThreadMXBean.class.getMethod("getTotalThreadAllocatedBytes");
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  /** Returns the bytes that all threads have allocated so far; -1 where the JVM does not tell. */
  public static long bytes() {
    if (THREADS == null) {
      return -1;
    }
    try {
      if (TOTAL != null) {
        return (Long) TOTAL.invoke(THREADS);
      }
    } catch (ReflectiveOperationException e) {
      return -1;
    }
    long sum = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      sum += Math.max(0, bytes);
    }
    return sum;
  }

  /** Returns how often a collector has run. */
  public static long collections() {
    long count = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      count += Math.max(0, collector.getCollectionCount());
    }
    return count;
  }

  /**
   * Returns the bytes that can be allocated without a collection, cautiously, when one is just
   * over.
   */
  public static double headroom() {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getName().contains("Eden") && pool.getUsage().getMax() > 0) {
        return SHARE_OF_EDEN * pool.getUsage().getCommitted();
      }
    }
    return SHARE_OF_HEAP * Runtime.getRuntime().totalMemory();
  }
}
