package io.poolbench.scenarios.pool;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;

/**
 * Counts the collections that looked at the old generation, under any collector.
 *
 * <p>The beans do not say which generation they stand for, and the memory pools do not either: G1's
 * young collector manages the old pool too. Left is the name. Those of young collectors have not
 * changed in twenty years, so they are excluded, and what is unknown counts as old: a pool that
 * gives memory back too early is slow, one that never does is a leak. Pauses are not cycles, and
 * ZGC counts both.
 *
 * <p>Not a weak sentinel: young collections clear it too, and under G1 it was seen not to be
 * cleared at all while large arrays came and went.
 */
final class OldCollections {

  private static final List<String> NOT_OLD =
      List.of("Young", "Minor", "Scavenge", "Copy", "ParNew", "Pauses");

  private static final List<GarbageCollectorMXBean> BEANS =
      ManagementFactory.getGarbageCollectorMXBeans().stream()
          .filter(bean -> isOld(bean.getName()))
          .toList();

  private OldCollections() {}

  static boolean isOld(String collector) {
    return NOT_OLD.stream().noneMatch(collector::contains);
  }

  static long count() {
    return BEANS.stream().mapToLong(bean -> Math.max(0, bean.getCollectionCount())).sum();
  }
}
