package io.poolbench.scenarios.whichpool;

import io.poolbench.scenarios.Operation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Runs {@value #TASKS} tasks, each on a virtual thread of its own that yields while it holds a
 * buffer, as one does that waits for its peer.
 */
final class ThreadPerTask<H> implements Operation {

  private static final int TASKS = 32;

  private final Contender<H> pool;

  ThreadPerTask(Contender<H> pool) {
    this.pool = pool;
  }

  @Override
  @SuppressWarnings("ThreadPriorityCheck") // to yield while holding is what is measured
  public long run() throws InterruptedException {
    AtomicLong changed = new AtomicLong();
    CountDownLatch done = new CountDownLatch(TASKS);
    for (int task = 0; task < TASKS; task++) {
      Thread.startVirtualThread(
          () -> {
            H held = pool.take();
            long mine = pool.touch(held, 0);
            Thread.yield();
            mine += pool.touch(held, 1);
            pool.recycle(held);
            changed.addAndGet(mine);
            done.countDown();
          });
    }
    done.await();
    return changed.get();
  }

  @Override
  public void close() {
    pool.close();
  }
}
