package io.poolbench.scenarios.pools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class HandOverTest {

  /** A buffer and who took it, by the number of its thread. */
  private static final class Held {
    final long taker = Thread.currentThread().threadId();
    final byte[] buffer = new byte[Contender.SIZE];
  }

  /** Counts who gives back what whom had taken. */
  private static final class Observed implements Contender<Held> {
    final AtomicLong recycledByTaker = new AtomicLong();
    final AtomicLong recycledByOther = new AtomicLong();

    @Override
    public Held take() {
      return new Held();
    }

    @Override
    public byte[] buffer(Held held) {
      return held.buffer;
    }

    @Override
    public void recycle(Held held) {
      boolean byTaker = held.taker == Thread.currentThread().threadId();
      (byTaker ? recycledByTaker : recycledByOther).incrementAndGet();
    }
  }

  @Test
  void whatOneThreadTakesTheOtherRecycles() throws Exception {
    Observed pool = new Observed();
    HandOver<Held> operation = new HandOver<>(pool);
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      Future<?> one = threads.submit(() -> repeat(operation));
      Future<?> other = threads.submit(() -> repeat(operation));
      one.get();
      other.get();
    }
    // Only what the slower one finds no taker for at the end comes back on its own thread.
    assertThat(pool.recycledByOther.get()).isGreaterThan(10 * pool.recycledByTaker.get());
  }

  @Test
  void aThreadLeftAloneGoesOn() {
    Observed pool = new Observed();
    HandOver<Held> operation = new HandOver<>(pool);
    for (int repeat = 0; repeat < 20; repeat++) {
      operation.run();
    }
    assertThat(pool.recycledByTaker).hasPositiveValue();
    assertThat(pool.recycledByOther).hasValue(0);
  }

  private static void repeat(HandOver<Held> operation) {
    for (int repeat = 0; repeat < 20_000; repeat++) {
      operation.run();
    }
  }
}
