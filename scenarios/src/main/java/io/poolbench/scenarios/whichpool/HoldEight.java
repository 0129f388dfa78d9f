package io.poolbench.scenarios.whichpool;

import io.poolbench.scenarios.Operation;

/**
 * Takes {@value #HELD} buffers before it gives the first one back, as one does that gathers a
 * message; they go back in the order in which they were taken. To be run by one thread at a time.
 */
final class HoldEight<H> implements Operation {

  static final int HELD = 8;

  private final Contender<H> pool;

  @SuppressWarnings("unchecked") // nothing but H is put in
  private final H[] held = (H[]) new Object[HELD];

  HoldEight(Contender<H> pool) {
    this.pool = pool;
  }

  @Override
  public long run() {
    long changed = 0;
    for (int i = 0; i < HELD; i++) {
      H taken = pool.take();
      changed += pool.touch(taken, 0);
      held[i] = taken;
    }
    for (H taken : held) {
      changed += pool.touch(taken, 1);
      pool.recycle(taken);
    }
    return changed;
  }

  @Override
  public void close() {
    pool.close();
  }
}
