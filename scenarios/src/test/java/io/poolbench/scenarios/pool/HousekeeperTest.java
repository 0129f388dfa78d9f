package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.Patience;
import java.time.Duration;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

final class HousekeeperTest {

  private static PoolBuilder<byte[]> ageingAtOnce(PoolSignals signals) {
    PoolBuilder<byte[]> builder =
        RecyclingPool.of(() -> new byte[100], 100)
            .signals(signals)
            .minAge(Duration.ofMillis(1))
            .idle(Duration.ofMillis(1));
    builder.keptByHousekeeper = true;
    return builder;
  }

  @Test
  void anErrorInOnePoolEndsTheAgeingOfNoOther() throws Exception {
    CountDownLatch failures = new CountDownLatch(2);
    CountDownLatch looks = new CountDownLatch(1);
    PoolSignals failing =
        new PoolSignals(
            () -> {
              if (Thread.currentThread().getName().equals("poolbench-housekeeper")) {
                failures.countDown();
                throw new OutOfMemoryError("for this test");
              }
              return 0;
            },
            () -> 0,
            null);
    PoolSignals healthy =
        new PoolSignals(
            System::nanoTime,
            () -> {
              if (failures.getCount() == 0) {
                looks.countDown();
              }
              return 0;
            },
            null);
    try (Logged logged = new Logged(Housekeeper.class);
        RecyclingPool<byte[]> sick = ageingAtOnce(failing).open();
        RecyclingPool<byte[]> other = ageingAtOnce(healthy).open()) {
      // Aged again after an error, and so is another.
      Patience.await(failures);
      Patience.await(looks);
      assertThat(logged.messages()).contains("pool unnamed pool: cannot be aged");
      assertThat(sick.statistics().takes() + other.statistics().takes()).isZero();
    }
  }

  /** Signals that tell what the thread that ages pools does; the test's own looks do not count. */
  private static PoolSignals seenBy(Consumer<Thread> looking) {
    Thread test = Thread.currentThread();
    return new PoolSignals(
        () -> {
          if (!Thread.currentThread().equals(test)) {
            looking.accept(Thread.currentThread());
          }
          return 0;
        },
        () -> 0,
        null);
  }

  @Test
  void aPoolWithSignalsOfItsOwnIsLeftToItsTest() throws Exception {
    Queue<Thread> intruders = new ConcurrentLinkedQueue<>();
    CountDownLatch looks = new CountDownLatch(2);
    PoolBuilder<byte[]> left = ageingAtOnce(seenBy(intruders::add));
    left.keptByHousekeeper = false;
    try (RecyclingPool<byte[]> first = left.open();
        RecyclingPool<byte[]> second = ageingAtOnce(seenBy(thread -> looks.countDown())).open()) {
      // In every round the first would come before the second, which was opened later.
      Patience.await(looks);
      assertThat(intruders).isEmpty();
      assertThat(first.statistics()).isEqualTo(second.statistics());
    }
  }

  @Test
  void aClosedPoolIsNotAged() throws Exception {
    CountDownLatch open = new CountDownLatch(1);
    Queue<Thread> looks = new ConcurrentLinkedQueue<>();
    PoolSignals watched =
        seenBy(
            thread -> {
              open.countDown();
              looks.add(thread);
            });
    try (RecyclingPool<byte[]> pool = ageingAtOnce(watched).open()) {
      Patience.await(open);
      pool.close();
      // The round in which it was closed is over when one that is opened now has been aged.
      ageOfAnother(1);
      looks.clear();
      ageOfAnother(3);
      assertThat(looks).isEmpty();
      assertThat(pool.statistics().takes()).isZero();
    }
  }

  /** Waits until a pool that is opened now has been aged so often. */
  private static void ageOfAnother(int times) throws InterruptedException {
    CountDownLatch looks = new CountDownLatch(times);
    try (RecyclingPool<byte[]> other = ageingAtOnce(seenBy(thread -> looks.countDown())).open()) {
      Patience.await(looks);
      assertThat(other.statistics().takes()).isZero();
    }
  }

  @Test
  void oneThreadAgesAllPoolsAndKeepsNeitherTheJvmNorAClassLoader() throws Exception {
    Set<Thread> keepers = ConcurrentHashMap.newKeySet();
    try (RecyclingPool<byte[]> pool = ageingAtOnce(seenBy(keepers::add)).open()) {
      ageOfAnother(10);
      ageOfAnother(10);
      assertThat(keepers)
          .singleElement()
          .satisfies(
              keeper -> {
                assertThat(keeper.isDaemon()).isTrue();
                assertThat(keeper.getContextClassLoader()).isNull();
              });
      assertThat(pool.statistics().takes()).isZero();
    }
  }
}
