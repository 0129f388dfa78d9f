package io.poolbench.scenarios.pools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    try (ExecutorService one = Executors.newSingleThreadExecutor();
        ExecutorService other = Executors.newSingleThreadExecutor()) {
      for (int turn = 0; turn < 10; turn++) {
        one.submit(operation::run).get();
        other.submit(operation::run).get();
      }
    }
    assertThat(pool.recycledByOther).hasValue(10);
    assertThat(pool.recycledByTaker).hasValue(0);
  }

  @Test
  void aThreadLeftAloneGoesOn() {
    Observed pool = new Observed();
    HandOver<Held> operation = new HandOver<>(pool);
    for (int repeat = 0; repeat < 40; repeat++) {
      operation.run();
    }
    assertThat(pool.recycledByTaker).hasPositiveValue();
    assertThat(pool.recycledByOther).hasValue(0);
  }
}
