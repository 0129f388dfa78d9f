package io.poolbench.scenarios.pools;

import io.poolbench.scenarios.Operation;
import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * One thread takes buffers and hands them over, the other gives them back. The queue between them
 * holds {@value #IN_FLIGHT}, so that they need not go in step; without a pool, a hand-over costs
 * about a tenth of one with a queue for a pool.
 */
final class HandOver<H> implements Operation {

  private static final int IN_FLIGHT = 32;

  /** How often to look before the other thread is taken to be off the processor, or gone. */
  private static final int PATIENCE = 10_000;

  private final Contender<H> pool;
  private final SpscArrayQueue<H> way = new SpscArrayQueue<>(IN_FLIGHT);
  private final AtomicInteger arrived = new AtomicInteger();

  /** The first thread to arrive takes, the second gives back. */
  private final ThreadLocal<Boolean> takes =
      ThreadLocal.withInitial(() -> arrived.getAndIncrement() % 2 == 0);

  HandOver(Contender<H> pool) {
    this.pool = pool;
  }

  @Override
  public long run() {
    if (takes.get()) {
      take();
    } else {
      giveBack();
    }
    return Contender.SIZE;
  }

  private void take() {
    H held = pool.take();
    pool.buffer(held)[0]++;
    for (int look = 0; look < PATIENCE; look++) {
      if (way.offer(held)) {
        return;
      }
      Thread.onSpinWait();
    }
    pool.recycle(held);
  }

  private void giveBack() {
    for (int look = 0; look < PATIENCE; look++) {
      @Nullable H held = way.poll();
      if (held != null) {
        pool.buffer(held)[1]++;
        pool.recycle(held);
        return;
      }
      Thread.onSpinWait();
    }
  }
}
