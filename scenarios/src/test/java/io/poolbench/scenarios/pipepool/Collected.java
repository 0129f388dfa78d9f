package io.poolbench.scenarios.pipepool;

import java.lang.ref.Cleaner;
import java.util.concurrent.CountDownLatch;

/** One full collection, and the cleanups of all that it found. */
final class Collected {

  private final CountDownLatch cleaned = new CountDownLatch(1);

  /** Waits for the cleanup of an object of its own, which dies with the others. */
  void await() throws InterruptedException {
    CountDownLatch latch = cleaned;
    Cleaner.create().register(new Object(), latch::countDown);
    System.gc();
    latch.await();
  }
}
