package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything at once, on platform and virtual threads, with more takers than places: take here and
 * recycle here or there, grow, discard, trim and age. For longer than the default: {@code
 * -Dpool.stress.seconds=60}.
 */
final class StressTest {

  private static final long NANOS =
      TimeUnit.MILLISECONDS.toNanos(1000L * Integer.getInteger("pool.stress.seconds", 1));
  private static final int MAX_ITEMS = 6;
  private static final int MAX_BYTES = 550;

  /** What a pool of each kind promises is the same. */
  enum Kind {
    MEMORY,
    MEMORY_OF_ONE_SIZE,
    MEMORY_WITH_RESET,
    RESOURCES,
    CHECKED_RESOURCES
  }

  /** Notices by itself when two have it, or when it is let go in somebody's hands, or twice. */
  private static final class Witness {
    private final AtomicInteger holders = new AtomicInteger();
    private final AtomicInteger discards = new AtomicInteger();
    private final Queue<String> wrongs;

    /** Plain on purpose: the pool's hand-over must make it visible. */
    private int uses;

    private int usesSeen;
    private int bytes = 100;

    Witness(Queue<String> wrongs) {
      this.wrongs = wrongs;
    }

    void taken() {
      check(holders.getAndIncrement() == 0, "two hold it");
      check(discards.get() == 0, "taken after it was let go");
      check(uses == usesSeen, "what the last holder wrote is not seen whole");
      uses++;
      usesSeen++;
    }

    void givenBack() {
      check(holders.getAndDecrement() == 1, "given back by one who had it not");
    }

    boolean reset() {
      check(holders.get() == 0, "reset in somebody's hands");
      return bytes != 150;
    }

    void discarded() {
      check(holders.get() == 0, "let go in somebody's hands");
      check(discards.getAndIncrement() == 0, "let go twice");
    }

    private void check(boolean right, String otherwise) {
      if (!right) {
        wrongs.add(otherwise);
      }
    }
  }

  private final Queue<String> wrongs = new ConcurrentLinkedQueue<>();
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong discarded = new AtomicLong();
  private final Queue<Pooled<Witness>> handedOver = new ConcurrentLinkedQueue<>();
  private final AtomicLong takes = new AtomicLong();

  private RecyclingPool<Witness> pool(Kind kind) {
    AtomicLong collections = new AtomicLong();
    PoolSignals signals =
        new PoolSignals(
            System::nanoTime, collections::incrementAndGet, PoolSignals.OF_THE_JVM.taker());
    PoolBuilder<Witness> builder =
        (kind == Kind.MEMORY_OF_ONE_SIZE
                ? RecyclingPool.of(this::make, 100)
                : RecyclingPool.of(this::make, (Witness witness) -> witness.bytes))
            .maxItems(MAX_ITEMS)
            .maxBytes(MAX_BYTES)
            .largestBytes(180)
            .minAge(Duration.ofNanos(1))
            .signals(signals);
    return switch (kind) {
      case MEMORY, MEMORY_OF_ONE_SIZE -> builder.open();
      case MEMORY_WITH_RESET -> builder.reset(Witness::reset).open();
      case RESOURCES -> builder.onDiscard(this::discard).open();
      case CHECKED_RESOURCES ->
          builder.onDiscard(this::discard).reset(Witness::reset).checking().open();
    };
  }

  private Witness make() {
    made.incrementAndGet();
    return new Witness(wrongs);
  }

  private void discard(Witness witness) {
    witness.discarded();
    discarded.incrementAndGet();
  }

  @ParameterizedTest
  @EnumSource
  void whatThePoolOwesHoldsUnderConflict(Kind kind) throws Exception {
    RecyclingPool<Witness> pool = pool(kind);
    long end = System.nanoTime() + NANOS;
    try (ExecutorService platform = Executors.newCachedThreadPool();
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> workers = new ArrayList<>();
      for (int worker = 0; worker < 4; worker++) {
        workers.add(platform.submit(() -> workUntil(end, pool)));
      }
      workers.add(platform.submit(() -> watchUntil(end, pool)));
      workers.add(
          platform.submit(
              () -> {
                workOnVirtualThreadsUntil(end, pool, virtual);
                return null;
              }));
      for (Future<?> worker : workers) {
        worker.get();
      }
    }
    handedOver.forEach(StressTest::giveBack);
    StatisticsTest.assertConserved(pool.statistics());
    assertThat(pool.statistics().outstanding()).isZero();
    pool.close();
    assertThat(wrongs).isEmpty();
    PoolStatistics statistics = pool.statistics();
    StatisticsTest.assertConserved(statistics);
    // The take that falls into the moment of a private item's eviction may go uncounted.
    long uncounted = isMemory(kind) ? statistics.evictions() : 0;
    assertThat(statistics.takes()).isBetween(takes.get() - uncounted, takes.get());
    assertThat(statistics.misses()).isEqualTo(made.get());
    assertThat(statistics.retainedItems()).isZero();
    assertThat(statistics.secondRecycles()).isZero();
    assertThat(statistics.hits()).as("it served at all").isGreaterThan(takes.get() / 100);
    if (!isMemory(kind)) {
      assertThat(discarded).as("each once, since none twice").hasValue(made.get());
    }
  }

  private static boolean isMemory(Kind kind) {
    return switch (kind) {
      case MEMORY, MEMORY_OF_ONE_SIZE, MEMORY_WITH_RESET -> true;
      case RESOURCES, CHECKED_RESOURCES -> false;
    };
  }

  private void workUntil(long end, RecyclingPool<Witness> pool) {
    while (System.nanoTime() < end) {
      for (int step = 0; step < 50; step++) {
        work(pool);
      }
    }
  }

  private void workOnVirtualThreadsUntil(
      long end, RecyclingPool<Witness> pool, ExecutorService virtual) throws Exception {
    while (System.nanoTime() < end) {
      List<Future<?>> tasks = new ArrayList<>();
      for (int task = 0; task < 100; task++) {
        tasks.add(virtual.submit(() -> work(pool)));
      }
      for (Future<?> task : tasks) {
        task.get();
      }
    }
  }

  private void work(RecyclingPool<Witness> pool) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    List<Pooled<Witness>> held = new ArrayList<>();
    for (int count = random.nextInt(1, 4); count > 0; count--) {
      Pooled<Witness> pooled = pool.take();
      pooled.item().taken();
      takes.incrementAndGet();
      held.add(pooled);
    }
    if (random.nextInt(8) == 0) {
      LockSupport.parkNanos(1);
    }
    for (Pooled<Witness> pooled : held) {
      switch (random.nextInt(16)) {
        case 0 -> pooled.item().bytes = random.nextInt(100, 200);
        case 1, 2, 3 -> {
          handedOver.add(pooled);
          pooled = handedOver.poll();
        }
        default -> {}
      }
      if (pooled != null) {
        if (random.nextInt(200) == 0) {
          pooled.item().givenBack();
          pooled.discard();
        } else {
          giveBack(pooled);
        }
      }
    }
  }

  private static void giveBack(Pooled<Witness> pooled) {
    pooled.item().givenBack();
    pooled.recycle();
  }

  private void watchUntil(long end, RecyclingPool<Witness> pool) {
    while (System.nanoTime() < end) {
      PoolStatistics statistics = pool.statistics();
      if (statistics.retainedItems() > MAX_ITEMS) {
        wrongs.add("too many: " + statistics);
      }
      if (pool.chargedBytes() > MAX_BYTES) {
        wrongs.add("too many bytes: " + pool.chargedBytes());
      }
      switch (ThreadLocalRandom.current().nextInt(20)) {
        case 0 -> pool.trim();
        case 1 -> pool.age();
        default -> Thread.onSpinWait();
      }
    }
  }

  @Test
  void ofTwoWhoGiveBackAtOnceOneIsRefused() throws Exception {
    RecyclingPool<Witness> pool = pool(Kind.CHECKED_RESOURCES);
    CyclicBarrier together = new CyclicBarrier(2);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 2000; round++) {
        Pooled<Witness> pooled = pool.take();
        List<Future<Boolean>> attempts =
            List.of(
                threads.submit(() -> isAccepted(pooled, together)),
                threads.submit(() -> isAccepted(pooled, together)));
        assertThat(attempts.get(0).get()).isNotEqualTo(attempts.get(1).get());
      }
    }
    assertThat(pool.statistics().secondRecycles()).isEqualTo(2000);
    assertThat(made).hasValue(1);
  }

  private static boolean isAccepted(Pooled<Witness> pooled, CyclicBarrier together)
      throws Exception {
    together.await();
    try {
      pooled.recycle();
      return true;
    } catch (IllegalStateException refused) {
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource
  void whoeverIsLateWhenAPoolClosesLeavesNothingBehind(Kind kind) throws Exception {
    for (int round = 0; round < 300; round++) {
      RecyclingPool<Witness> pool = pool(kind);
      try (ExecutorService threads = Executors.newCachedThreadPool()) {
        CyclicBarrier together = new CyclicBarrier(3);
        Callable<Void> worker =
            () -> {
              together.await();
              for (int step = 0; step < 20; step++) {
                work(pool);
              }
              return null;
            };
        List<Future<Void>> workers = List.of(threads.submit(worker), threads.submit(worker));
        together.await();
        pool.close();
        for (Future<Void> done : workers) {
          done.get();
        }
      }
      for (Pooled<Witness> late = handedOver.poll(); late != null; late = handedOver.poll()) {
        giveBack(late);
      }
      assertThat(pool.statistics().retainedItems()).isZero();
      assertThat(pool.chargedBytes()).isZero();
      assertThat(pool.statistics().outstanding()).isZero();
    }
    assertThat(wrongs).isEmpty();
  }
}
