package io.poolbench.scenarios.pipepool;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where idle pipes lie: a fixed row of slots, each on cache lines of its own. A thread looks first
 * where it put last, and at every other slot before it gives up, so that threads of one pipe each
 * never meet and no pipe is out of reach. A pipe moves in and out by one compare-and-set, so that
 * it has exactly one owner and none is ever lost.
 */
final class IdlePipes {

  /** A bound on idle descriptors (twice as many), and the seed's test of 64 pipes. */
  static final int CAPACITY = 64;

  /** Two cache lines of compressed references: prefetchers fetch lines in pairs. */
  private static final int STRIDE = 32;

  private final AtomicReferenceArray<@Nullable Pipe> slots =
      new AtomicReferenceArray<>((CAPACITY + 1) * STRIDE);

  /** A pipe that the caller now owns, or null when there is none. */
  @Nullable Pipe take() {
    int home = home();
    for (int step = 0; step < CAPACITY; step++) {
      int slot = slot(home + step);
      Pipe pipe = slots.getAcquire(slot);
      if (pipe != null && slots.compareAndSet(slot, pipe, null)) {
        return pipe;
      }
    }
    return null;
  }

  /** False when every slot is taken: the caller then still owns the pipe. */
  boolean offer(Pipe pipe) {
    int home = home();
    for (int step = 0; step < CAPACITY; step++) {
      int slot = slot(home + step);
      if (slots.getAcquire(slot) == null && slots.compareAndSet(slot, null, pipe)) {
        return true;
      }
    }
    return false;
  }

  /** Closes the idle pipes that the test holds for. */
  void closeIf(Predicate<Pipe> test) {
    for (int index = 0; index < CAPACITY; index++) {
      int slot = slot(index);
      Pipe pipe = slots.getAcquire(slot);
      if (pipe != null && test.test(pipe) && slots.compareAndSet(slot, pipe, null)) {
        pipe.close();
      }
    }
  }

  /** Odd, so that threads numbered in a row start in slots far apart. */
  private static int home() {
    return (int) Thread.currentThread().threadId() * 37;
  }

  private static int slot(int index) {
    return ((index & (CAPACITY - 1)) + 1) * STRIDE;
  }
}
