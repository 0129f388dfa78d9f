package io.poolbench.scenarios.whichpool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class HandOverTest {

  /** A buffer and who took it, by the number of its thread. */
  private static final class Held {
    final long taker = Thread.currentThread().threadId();
    final byte[] buffer = new byte[1024];
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
    public void write(Held held, int index, byte value) {
      held.buffer[index] = value;
    }

    @Override
    public byte read(Held held, int index) {
      return held.buffer[index];
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
    try (HandOver<Held> operation = new HandOver<>(pool)) {
      for (int repeat = 0; repeat < 1000; repeat++) {
        operation.run();
      }
    }
    assertThat(pool.recycledByOther).hasValue(1000);
    assertThat(pool.recycledByTaker).hasValue(0);
  }
}
