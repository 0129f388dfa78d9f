package io.poolbench.scenarios.pipepool;

import io.poolbench.scenarios.Patience;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Linux with a book of the pipes' descriptors: which are open, and every close of one that is not.
 * It looks at the calls and never at the numbers' state in the kernel: a number is given out again
 * as soon as it is closed (golang/go#45059, golang/go#48066).
 */
class Ledger extends Linux {

  /** Many times of what a pool needs to see two collections. */
  static final Duration PATIENCE = Duration.ofSeconds(Patience.SECONDS);

  private final AtomicIntegerArray open = new AtomicIntegerArray(1 << 16);
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger closedTwice = new AtomicInteger();
  private final AtomicInteger probed = new AtomicInteger();

  int opened() {
    return opened.get();
  }

  int closed() {
    return closed.get();
  }

  int closedTwice() {
    return closedTwice.get();
  }

  int probed() {
    return probed.get();
  }

  @Override
  long pipe() {
    long ends = super.pipe();
    if (ends >= 0) {
      open.incrementAndGet((int) ends);
      open.incrementAndGet((int) (ends >>> 32));
      opened.addAndGet(2);
    }
    return ends;
  }

  @Override
  int close(int descriptor) {
    // Before the call: right after it the number may belong to another pipe.
    if (open.compareAndSet(descriptor, 1, 0)) {
      closed.incrementAndGet();
      return super.close(descriptor);
    }
    closedTwice.incrementAndGet();
    return -1;
  }

  @Override
  int pipeSize(int descriptor) {
    probed.incrementAndGet();
    return super.pipeSize(descriptor);
  }

  /** Collects until so many are closed, or it is certain that they will never be. */
  void collectUntilClosed(int descriptors, Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (closed() < descriptors && System.nanoTime() < end) {
      System.gc();
      // Cleanups run in a thread of their own, and the pool looks for collections in another.
      Thread.sleep(50);
    }
  }
}
