package io.poolbench.scenarios.whichpool;

import io.poolbench.scenarios.Operation;

/** Takes a buffer, touches it and gives it back, on the thread that runs the operation. */
final class TakeAndRecycle<H> implements Operation {

  private final Contender<H> pool;

  TakeAndRecycle(Contender<H> pool) {
    this.pool = pool;
  }

  @Override
  public long run() {
    H held = pool.take();
    long changed = pool.touch(held, 0);
    pool.recycle(held);
    return changed;
  }

  @Override
  public void close() {
    pool.close();
  }
}
