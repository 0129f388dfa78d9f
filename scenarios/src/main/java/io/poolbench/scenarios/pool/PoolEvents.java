package io.poolbench.scenarios.pool;

import java.util.Arrays;
import java.util.List;
import jdk.jfr.Category;
import jdk.jfr.DataAmount;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/**
 * Tells JDK Flight Recorder of a pool, each time that it looks after itself. Where nobody has
 * started the recorder, nothing of it is loaded: that takes half a second.
 */
final class PoolEvents {

  private PoolEvents() {}

  @Name("io.poolbench.PoolStatistics")
  @Label("Pool Statistics")
  @Description("What a pool did since it was opened")
  @Category({"poolbench", "Pool"})
  @StackTrace(false)
  static final class Statistics extends Event {
    @Label("Pool")
    String pool = "";

    @Label("Takes")
    long takes;

    @Label("Hits")
    long hits;

    @Label("Steals")
    long steals;

    @Label("Misses")
    long misses;

    @Label("Replacements")
    long replacements;

    @Label("Drops")
    long drops;

    @Label("Evictions")
    long evictions;

    @Label("Retained Items")
    long retainedItems;

    @Label("Retained")
    @DataAmount
    long retainedBytes;

    @Label("Outstanding")
    long outstanding;

    @Label("Peak Outstanding")
    long peakOutstanding;
  }

  @Name("io.poolbench.PoolLeak")
  @Label("Pool Leak")
  @Description("An item was taken and became unreachable without having been given back")
  @Category({"poolbench", "Pool"})
  @StackTrace(false)
  static final class Leak extends Event {
    @Label("Pool")
    String pool = "";

    @Label("Taken At")
    @Description("Known only of pools that are checking")
    String takenAt = "";
  }

  /**
   * Loads the events, and what a pool first uses after it was opened: a process that has run out of
   * descriptors can load no class, and what asked for one then gets the same error ever after.
   */
  static void load() {
    List<Class<?>> _ = List.of(LeakWatch.class, PoolStatistics.class);
    loadEvents();
  }

  /** Both, when a recording may want them. */
  private static boolean loadEvents() {
    if (!FlightRecorder.isInitialized()) {
      return false;
    }
    List<Class<?>> _ = List.of(Statistics.class, Leak.class);
    return true;
  }

  static void commit(RecyclingPool<?> pool) {
    // A recording may have begun since the pool was opened.
    if (!loadEvents()) {
      return;
    }
    Statistics event = new Statistics();
    if (!event.isEnabled()) {
      return;
    }
    PoolStatistics statistics = pool.statistics();
    event.pool = pool.toString();
    event.takes = statistics.takes();
    event.hits = statistics.hits();
    event.steals = statistics.steals();
    event.misses = statistics.misses();
    event.replacements = statistics.replacements();
    event.drops = statistics.drops().values().stream().mapToLong(Long::longValue).sum();
    event.evictions = statistics.evictions();
    event.retainedItems = statistics.retainedItems();
    event.retainedBytes = statistics.retainedBytes();
    event.outstanding = statistics.outstanding();
    event.peakOutstanding = statistics.peakOutstanding();
    event.commit();
  }

  static void commit(String pool, LeakWatch leak) {
    if (!FlightRecorder.isInitialized()) {
      return;
    }
    Leak event = new Leak();
    event.pool = pool;
    Throwable takenAt = leak.takenAt;
    if (takenAt != null) {
      event.takenAt = site(takenAt);
    }
    event.commit();
  }

  /** Returns the frame that called into the pool. */
  private static String site(Throwable takenAt) {
    return Arrays.stream(takenAt.getStackTrace())
        .filter(frame -> !frame.getClassName().equals(RecyclingPool.class.getName()))
        .findFirst()
        .map(StackTraceElement::toString)
        .orElse("");
  }
}
