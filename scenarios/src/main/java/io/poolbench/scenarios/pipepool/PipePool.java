package io.poolbench.scenarios.pipepool;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lends pipes, and keeps at most {@link #CAPACITY}. It closes a pipe that comes back with bytes in
 * it or for which it has no slot; the collector closes one that lay idle through two collections,
 * and one that was taken and lost. Never blocks; any thread may recycle what another took.
 */
final class PipePool implements AutoCloseable {

  /** Twice as many descriptors at most lie idle: the number of the seed's own test. */
  static final int CAPACITY = 64;

  /** Two cache lines of compressed references: prefetchers fetch lines in pairs. */
  private static final int STRIDE = 32;

  private static final Cleaner CLEANER = Cleaner.create();

  private final AtomicReferenceArray<@Nullable Lease> slots =
      new AtomicReferenceArray<>((CAPACITY + 1) * STRIDE);
  private final Linux linux;
  private volatile boolean closed;

  PipePool(Linux linux) {
    this.linux = linux;
    ageAtTheNextCollection(new WeakReference<>(this));
  }

  /** An idle pipe or a new one; null when none can be made, and the caller must do without. */
  @Nullable Pipe take() {
    int home = home();
    for (int step = 0; step < CAPACITY; step++) {
      Lease lease = slots.getAcquire(slot(home + step));
      Pipe pipe = lease == null ? null : lease.take();
      if (lease != null && pipe != null) {
        if (step > 0) {
          move(lease, slot(home + step), slot(home));
        }
        return pipe;
      }
    }
    Pipe made = Pipe.open(linux);
    if (made != null) {
      made.adopt(CLEANER);
    }
    return made;
  }

  /**
   * Gives the pipe back. Whoever gave it back must not touch it again: a second recycle is noticed
   * only as long as nobody else has taken the pipe.
   *
   * @throws IllegalStateException when nobody holds the pipe
   */
  void recycle(Pipe pipe) {
    Lease lease = pipe.lease();
    boolean keep = !pipe.isDirty() && !closed && (lease.hasSlot || add(lease));
    if (!(keep ? lease.recycle(pipe) : lease.discard())) {
      throw new IllegalStateException(
          "pipepool: a pipe was recycled that nobody holds; recycle once, in one finally");
    }
    if (!keep) {
      pipe.close();
    } else if (closed) {
      // close() may have looked while this pipe was still held.
      lease.evict();
    }
  }

  /** Closes the idle pipes; one that is still held is closed when it comes back. */
  @Override
  public void close() {
    closed = true;
    forEach(Lease::evict);
    // For pipes that are held and never come back: no collection will age them from now on.
    age();
  }

  /** Lets the next collection close what is not recycled before. */
  void age() {
    forEach(Lease::age);
  }

  private void forEach(Consumer<Lease> action) {
    for (int index = 0; index < CAPACITY; index++) {
      Lease lease = slots.getAcquire(slot(index));
      if (lease != null) {
        action.accept(lease);
      }
    }
  }

  /** False when all slots are taken. */
  private boolean add(Lease lease) {
    int home = home();
    for (int step = 0; step < CAPACITY; step++) {
      if (occupy(slot(home + step), lease)) {
        lease.hasSlot = true;
        return true;
      }
    }
    return false;
  }

  /** Brings the lease to where its new holder looks first; it may stand in two slots meanwhile. */
  private void move(Lease lease, int from, int to) {
    if (occupy(to, lease)) {
      slots.compareAndSet(from, lease, null);
    }
  }

  private boolean occupy(int slot, Lease lease) {
    Lease present = slots.getAcquire(slot);
    return (present == null || present.isOver()) && slots.compareAndSet(slot, present, lease);
  }

  /** Odd, so that threads numbered in a row look first at slots far apart. */
  private static int home() {
    return (int) Thread.currentThread().threadId() * 37;
  }

  private static int slot(int index) {
    return ((index & (CAPACITY - 1)) + 1) * STRIDE;
  }

  /** A collection shows in the death of an object that nobody holds. */
  private static void ageAtTheNextCollection(WeakReference<PipePool> pool) {
    CLEANER.register(
        new Object(),
        () -> {
          PipePool live = pool.get();
          if (live != null && !live.closed) {
            live.age();
            ageAtTheNextCollection(pool);
          }
        });
  }
}
