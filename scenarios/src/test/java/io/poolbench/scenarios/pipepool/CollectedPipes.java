package io.poolbench.scenarios.pipepool;

import static java.util.Objects.requireNonNull;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The seed's own test as a program: 64 pipes taken and put back, then collections; at first only
 * such as look at young objects. {@code -Dpipes=chained} does it to {@link ChainedPipes}.
 */
final class CollectedPipes {

  /** Longer than a pool takes that counts every collection: it looks once a second. */
  private static final long YOUNG_NANOS = TimeUnit.MILLISECONDS.toNanos(2500);

  @SuppressWarnings("unused") // Written, so that what it refers to is allocated.
  private static volatile byte[] garbage = {};

  private CollectedPipes() {}

  public static void main(String[] args) throws InterruptedException {
    Ledger ledger = new Ledger();
    try (Pipes pipes =
        System.getProperty("pipes") == null
            ? PipepoolTechnique.after(ledger)
            : new ChainedPipes(ledger)) {
      takeAndRecycle(pipes);
      long before = collections();
      for (long end = System.nanoTime() + YOUNG_NANOS; System.nanoTime() < end; ) {
        for (int array = 0; array < 64; array++) {
          garbage = new byte[16 << 10];
        }
        // Collections are wanted, not a core that does nothing else.
        Thread.sleep(1);
      }
      boolean collected = collections() > before;
      int closedByYoung = ledger.closed();
      ledger.collectUntilClosed(128, Ledger.PATIENCE);
      // The pool itself is alive to the end: it is the idle pipes that were collected.
      System.out.printf(
          "opened %d, young collections %s, closed by them %d, closed by others %d, twice %d%n",
          ledger.opened(), collected, closedByYoung, ledger.closed(), ledger.closedTwice());
    }
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }

  private static void takeAndRecycle(Pipes pipes) {
    List<Pipe> taken = new ArrayList<>();
    for (int count = 0; count < 64; count++) {
      taken.add(requireNonNull(pipes.take()));
    }
    taken.forEach(pipes::recycle);
  }
}
