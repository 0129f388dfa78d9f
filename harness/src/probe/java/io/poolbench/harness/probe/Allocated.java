package io.poolbench.harness.probe;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** What the JVM's own counters say of allocation and collection. */
final class Allocated {

  private static final com.sun.management.@Nullable ThreadMXBean THREADS = threads();

  /** Since JDK 21; counts ended threads and the carriers of virtual ones too. */
  private static final @Nullable Method TOTAL = total();

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

  /** Bytes that all threads have allocated so far; -1 where the JVM does not tell. */
  static long bytes() {
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

  /** How often a collector has run. */
  static long collections() {
    long count = 0;
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      count += Math.max(0, collector.getCollectionCount());
    }
    return count;
  }
}
