package io.poolbench.scenarios.stringbuilder;

import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;

/** The pool of builders. */
final class Builders {

  /** Bytes of the largest that is kept: one huge line is not kept for ever. */
  static final int LARGEST = 64 << 10;

  private final RecyclingPool<StringBuilder> pool =
      RecyclingPool.of(() -> new StringBuilder(Lines.LENGTH), StringBuilder::capacity)
          .largestBytes(LARGEST)
          .reset(
              builder -> {
                builder.setLength(0);
                return true;
              })
          .open();

  Pooled<StringBuilder> take() {
    return pool.take();
  }
}
