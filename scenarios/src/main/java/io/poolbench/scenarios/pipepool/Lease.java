package io.poolbench.scenarios.pipepool;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jspecify.annotations.Nullable;

/**
 * What a pool keeps of one pipe: whether somebody holds it, and the one right to close its
 * descriptors, which goes to whoever comes first, the pool or the collector.
 *
 * <p>It stays in its slot while the pipe is held, so that taking and recycling change one number
 * and store no reference: under the Serial and Parallel collectors every reference stored writes to
 * the card table, where a cache line stands for 32 KiB of heap, and two threads that share nothing
 * else slow each other down to half and less.
 */
final class Lease extends WeakReference<Pipe> {

  private static final int HELD = 0;
  private static final int IDLE = 1;
  private static final int ENDED = 2;

  /** Words on either side of the state: it shares no cache line, whatever the collector moves. */
  private static final int PADDING = 32;

  private final AtomicIntegerArray state = new AtomicIntegerArray(PADDING + 1 + PADDING);
  private final Cleaner.Cleanable cleanup;
  private @Nullable Pipe kept;

  /** Whether the pool has given it a slot. Only the pipe's holder asks and tells. */
  boolean hasSlot;

  /** A lease on a pipe that its maker holds; the cleaner closes it when nobody reaches it. */
  Lease(Pipe pipe, Cleaner cleaner, Linux linux) {
    super(pipe);
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

  /** The idle pipe, which the caller now holds; null when another holds it or it is no more. */
  @Nullable Pipe take() {
    return state.getAcquire(PADDING) == IDLE && state.compareAndSet(PADDING, IDLE, HELD)
        ? get()
        : null;
  }

  /** Ends the holding of the pipe; false when nobody held it. */
  boolean recycle(Pipe pipe) {
    if (kept == null) {
      kept = pipe;
    }
    return state.compareAndSet(PADDING, HELD, IDLE);
  }

  /** Ends the lease of a held pipe; false when nobody held it. The caller closes the pipe. */
  boolean discard() {
    return state.compareAndSet(PADDING, HELD, ENDED);
  }

  /** Closes the pipe, if it is idle. */
  void evict() {
    if (state.compareAndSet(PADDING, IDLE, ENDED)) {
      close();
    }
  }

  /** Unregisters the cleanup, then runs it, unless it has run: {@link Cleaner.Cleanable#clean}. */
  void close() {
    cleanup.clean();
  }

  /**
   * Keeps the pipe no longer alive. From now on a collection may close it, unless it is recycled
   * before: that keeps it again. This holds for lost pipes as for idle ones.
   */
  void age() {
    kept = null;
  }

  /** Whether the slot of this lease is free for another. */
  boolean isOver() {
    return state.getAcquire(PADDING) == ENDED || refersTo(null);
  }
}
