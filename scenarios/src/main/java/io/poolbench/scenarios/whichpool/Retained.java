package io.poolbench.scenarios.whichpool;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/**
 * Pools after a burst: of each, {@value #THREADS} threads have held {@value Contenders#CAPACITY}
 * buffers at once, the same number each, and have given all of them back. The threads live on,
 * since many a pool keeps something with them.
 */
final class Retained implements AutoCloseable {

  private static final int THREADS = 16;

  private static final int COLLECTIONS = 4;

  /** The pause after each collection, for what a pool does in the background. */
  private static final long PAUSE_MILLIS = 150;

  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, Thread.ofPlatform().daemon().factory());

  private final List<Contender<?>> pools = new ArrayList<>();

  /** An event between the burst and the look at what is left. */
  @FunctionalInterface
  interface Meanwhile {

    /** Lets nothing happen. */
    Meanwhile LOADED = () -> {};

    /** Nobody takes, while all that can be collected is, several times. */
    Meanwhile IDLE =
        () -> {
          for (int collection = 0; collection < COLLECTIONS; collection++) {
            System.gc();
            Thread.sleep(PAUSE_MILLIS);
          }
        };

    /** Somebody asks for more memory than there is, and is refused. */
    Meanwhile PRESSED =
        () -> {
          exhaust();
          Thread.sleep(PAUSE_MILLIS);
        };

    void pass() throws InterruptedException;
  }

  Retained(Supplier<Contender<?>> pool, int count, Meanwhile meanwhile) throws Exception {
    for (int made = 0; made < count; made++) {
      Contender<?> contender = pool.get();
      pools.add(contender);
      load(contender);
    }
    meanwhile.pass();
  }

  private <H> void load(Contender<H> pool) throws Exception {
    CyclicBarrier allOut = new CyclicBarrier(THREADS);
    Callable<Void> share =
        () -> {
          List<H> held = new ArrayList<>();
          while (held.size() < Contenders.CAPACITY / THREADS) {
            held.add(pool.take());
          }
          allOut.await();
          held.forEach(pool::recycle);
          return null;
        };
    for (Future<Void> done : threads.invokeAll(Collections.nCopies(THREADS, share))) {
      done.get();
    }
  }

  /**
   * Exhausts memory: before it throws OutOfMemoryError, a JVM clears what is only softly reachable.
   */
  private static void exhaust() {
    int most = (int) Math.min(Integer.MAX_VALUE - 8, Runtime.getRuntime().maxMemory() / Long.BYTES);
    try {
      Object[] all = {};
      while (true) {
        all = new Object[] {all, new long[most]};
      }
    } catch (OutOfMemoryError expected) {
      // This is how a program learns that memory is short.
    }
  }

  @Override
  public void close() {
    pools.forEach(Contender::close);
    threads.shutdown();
  }
}
