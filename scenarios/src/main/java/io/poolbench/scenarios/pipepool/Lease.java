package io.poolbench.scenarios.pipepool;

import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What the pool knows of one pipe: whether somebody holds it, and the one right to close its
 * descriptors, which goes to whoever comes first: the pool, or the collector.
 */
final class Lease {

  private static final int HELD = 0;
  private static final int IDLE = 1;
  private static final int AGED = 2;
  private static final int ENDED = 3;

  /** Words around the state, so that it shares no cache line whatever the collector does. */
  private static final int PADDING = 32;

  private final AtomicIntegerArray state = new AtomicIntegerArray(PADDING + 1 + PADDING);

  private final Cleaner.Cleanable cleanup;

  /** Registers a cleanup that closes the descriptors of a pipe that nobody reaches any more. */
  Lease(Cleaner cleaner, Linux linux, Pipe pipe) {
    // A variable each: a cleanup that held the pipe would keep it reachable.
    int readEnd = pipe.readEnd();
    int writeEnd = pipe.writeEnd();
    cleanup =
        cleaner.register(
            pipe,
            () -> {
              linux.close(readEnd);
              linux.close(writeEnd);
            });
  }

  void taken() {
    state.setRelease(PADDING, HELD);
  }

  /** False when nobody holds the pipe: it was recycled already. */
  boolean recycled() {
    return state.compareAndSet(PADDING, HELD, IDLE);
  }

  /** Notes a collection; true when the pipe lay idle through the one before as well. */
  boolean outlived() {
    if (state.getAcquire(PADDING) == AGED) {
      return true;
    }
    state.compareAndSet(PADDING, IDLE, AGED);
    return false;
  }

  /** Unregisters the cleanup, then runs it unless it has run: {@link Cleaner.Cleanable#clean}. */
  void end() {
    state.setRelease(PADDING, ENDED);
    cleanup.clean();
  }
}
