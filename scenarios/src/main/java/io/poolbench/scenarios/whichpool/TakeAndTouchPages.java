package io.poolbench.scenarios.whichpool;

import io.poolbench.scenarios.Operation;

/**
 * Takes a buffer, changes one byte in every {@value #PAGE} bytes of it, and gives it back, on the
 * thread that runs the operation.
 */
final class TakeAndTouchPages<H> implements Operation {

  private static final int PAGE = 4 << 10;

  private final Contender<H> pool;
  private final int size;

  TakeAndTouchPages(Contender<H> pool, int size) {
    this.pool = pool;
    this.size = size;
  }

  @Override
  public long run() {
    H held = pool.take();
    long changed = 0;
    for (int at = 0; at < size; at += PAGE) {
      changed += pool.touch(held, at);
    }
    pool.recycle(held);
    return changed;
  }

  @Override
  public void close() {
    pool.close();
  }
}
