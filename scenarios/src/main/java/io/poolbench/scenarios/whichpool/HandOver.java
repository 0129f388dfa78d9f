package io.poolbench.scenarios.whichpool;

import io.poolbench.scenarios.Operation;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.SpscArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Takes a buffer and hands it to another thread, which gives it back. The queue between them holds
 * {@value #IN_FLIGHT}, so that they need not go in step.
 */
final class HandOver<H> implements Operation {

  private static final int IN_FLIGHT = 32;

  /** The looks in vain after which a thread leaves its processor to whom it waits for. */
  private static final int PATIENCE = 200;

  /** The looks in vain after which a thread rests, because nobody seems to come. */
  private static final int LONG_PATIENCE = 100_000;

  private static final long REST_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

  private final Contender<H> pool;
  private final SpscArrayQueue<H> way = new SpscArrayQueue<>(IN_FLIGHT);
  private final Thread other;
  private volatile boolean closed;

  /** Set to 1 when the other thread did not change what it should: the digest is another then. */
  private volatile long unchanged;

  HandOver(Contender<H> pool) {
    this.pool = pool;
    other = Thread.ofPlatform().daemon().name("recycler").start(this::giveBack);
  }

  @Override
  public long run() {
    H held = pool.take();
    long changed = pool.touch(held, 0);
    for (int looks = 0; !way.offer(held); looks++) {
      pause(looks);
    }
    return changed + unchanged;
  }

  private void giveBack() {
    int looks = 0;
    while (true) {
      @Nullable H held = way.poll();
      if (held != null) {
        if (pool.touch(held, 1) != 1) {
          unchanged = 1;
        }
        pool.recycle(held);
        looks = 0;
      } else if (closed) {
        return;
      } else {
        pause(looks++);
      }
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // where two threads share a processor, spinning blocks
  private static void pause(int looks) {
    if (looks < PATIENCE) {
      Thread.onSpinWait();
    } else if (looks < LONG_PATIENCE) {
      Thread.yield();
    } else {
      LockSupport.parkNanos(REST_NANOS);
    }
  }

  /** Waits until all that was handed over is given back. */
  @Override
  public void close() throws InterruptedException {
    closed = true;
    other.join();
    pool.close();
  }
}
