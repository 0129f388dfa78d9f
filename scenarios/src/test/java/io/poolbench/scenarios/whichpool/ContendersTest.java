package io.poolbench.scenarios.whichpool;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.poolbench.scenarios.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every contender owes to be compared with the others. */
final class ContendersTest {

  private static final int SIZE = 16 << 10;
  private static final int PAGE = 4 << 10;
  private static final byte MARK = 42;
  private static final int MOST_TURNS = 1000;

  /** As many as the pools keep, and as the busiest workload holds. */
  private static final int MOST_HELD = Contenders.CAPACITY;

  private static Stream<Variant> all() {
    return Contenders.ALL.keySet().stream();
  }

  private static Stream<Variant> pools() {
    return all().filter(variant -> !variant.equals(Variant.BEFORE));
  }

  private static Contender<?> open(Variant variant, int size) {
    return requireNonNull(Contenders.ALL.get(variant)).apply(size);
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsHeldIsHeldByOneOnly(Variant variant) {
    try (Contender<?> pool = open(variant, SIZE)) {
      holdAllTwice(pool);
    }
  }

  /** The second time, what the first gave back: none of it twice. */
  private static <H> void holdAllTwice(Contender<H> pool) {
    for (int time = 0; time < 2; time++) {
      List<H> held = new ArrayList<>();
      for (int i = 0; i < MOST_HELD; i++) {
        H taken = pool.take();
        fill(pool, taken, (byte) i);
        held.add(taken);
      }
      for (int i = 0; i < MOST_HELD; i++) {
        assertFilled(pool, held.get(i), (byte) i);
      }
      held.forEach(pool::recycle);
    }
  }

  private static <H> void fill(Contender<H> pool, H held, byte value) {
    for (int at = 0; at < SIZE; at++) {
      pool.write(held, at, value);
    }
  }

  private static <H> void assertFilled(Contender<H> pool, H held, byte value) {
    for (int at = 0; at < SIZE; at++) {
      if (pool.read(held, at) != value) {
        assertThat(pool.read(held, at)).as("byte %d", at).isEqualTo(value);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {256, 4 << 10, SIZE, 64 << 10, 1 << 20})
  void whatIsRecycledIsHandedOutAgain(int size) {
    pools()
        .forEach(
            variant -> {
              try (Contender<?> pool = open(variant, size)) {
                assertThat(reuses(pool, size)).as(variant.label()).isTrue();
              }
            });
  }

  /**
   * Whether a mark that one holder left is seen by one that comes after. Not at once, since some
   * cut small buffers from a chunk in turn; and not everywhere, since Okio keeps but a part of 1
   * MB.
   */
  private static <H> boolean reuses(Contender<H> pool, int size) {
    for (int take = 0; take < MOST_TURNS; take++) {
      H held = pool.take();
      boolean marked = false;
      for (int at = size - 1; at >= 0; at -= PAGE) {
        marked |= pool.read(held, at) == MARK;
        pool.write(held, at, MARK);
      }
      pool.recycle(held);
      if (marked) {
        return true;
      }
    }
    return false;
  }

  @ParameterizedTest
  @MethodSource("all")
  void nobodyWritesIntoWhatAnotherHolds(Variant variant) throws Exception {
    try (Contender<?> pool = open(variant, SIZE);
        ExecutorService platform = Executors.newFixedThreadPool(4);
        ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> done = new ArrayList<>();
      for (int holder = 0; holder < MOST_HELD / 2; holder++) {
        byte mark = (byte) (holder + 1);
        done.add((holder < 4 ? platform : virtual).submit(() -> holdInTurn(pool, mark)));
      }
      for (Future<?> each : done) {
        each.get();
      }
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // lets others at it while the buffer is held
  private static <H> void holdInTurn(Contender<H> pool, byte mark) {
    for (int turn = 0; turn < 200; turn++) {
      H held = pool.take();
      pool.write(held, 0, mark);
      pool.write(held, SIZE - 1, mark);
      Thread.yield();
      assertThat(pool.read(held, 0)).isEqualTo(mark);
      assertThat(pool.read(held, SIZE - 1)).isEqualTo(mark);
      pool.recycle(held);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatOneThreadTakesAnotherMayRecycle(Variant variant) {
    assertThatNoException()
        .isThrownBy(
            () -> {
              try (HandOver<?> handOver = new HandOver<>(open(variant, SIZE))) {
                for (int repeat = 0; repeat < 1000; repeat++) {
                  assertThat(handOver.run()).isEqualTo(1);
                }
              }
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "recycling",
        "netty-recycler",
        "netty-adaptive",
        "jetty",
        "okio",
        "stormpot",
        "commons-pool2"
      })
  void whatIsRecycledTwiceIsHandedOutOnce(String label) {
    try (Contender<?> pool = open(new Variant(label), SIZE)) {
      recycleTwice(pool);
      holdAllTwice(pool);
    }
  }

  private static <H> void recycleTwice(Contender<H> pool) {
    H held = pool.take();
    pool.recycle(held);
    try {
      pool.recycle(held);
    } catch (RuntimeException refused) {
      // A pool may say so instead of ignoring it.
    }
  }
}
