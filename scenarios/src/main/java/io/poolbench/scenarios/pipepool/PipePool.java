package io.poolbench.scenarios.pipepool;

import java.lang.ref.Cleaner;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Lends pipes, and keeps at most {@link IdlePipes#CAPACITY} of those that come back empty. It
 * closes a pipe that comes back with bytes in it, one that it has no room for, and one that lay
 * idle through two collections; a pipe that was taken and lost, or whose pool was lost, is closed
 * by the collector's {@link Cleaner}. Never blocks.
 */
final class PipePool implements AutoCloseable {

  private static final Cleaner CLEANER = Cleaner.create();

  private final Linux linux;
  private final IdlePipes idle = new IdlePipes();
  private volatile boolean closed;

  PipePool(Linux linux) {
    this.linux = linux;
    ageAtTheNextCollection(new WeakReference<>(this));
  }

  /** An idle pipe or a new one; null when none can be made, and the caller must do without. */
  @Nullable Pipe take() {
    Pipe pipe = idle.take();
    if (pipe != null) {
      pipe.lease().taken();
      return pipe;
    }
    Pipe made = Pipe.open(linux);
    if (made != null) {
      made.adopt(CLEANER);
    }
    return made;
  }

  /**
   * Gives the pipe back. Whoever gave a pipe back must not touch it again: a second recycle is
   * noticed only as long as nobody else has taken the pipe.
   *
   * @throws IllegalStateException when nobody holds the pipe
   */
  void recycle(Pipe pipe) {
    if (!pipe.lease().recycled()) {
      throw new IllegalStateException(
          "pipepool: a pipe was recycled that nobody holds; recycle once, in one finally");
    }
    if (pipe.isDirty() || !idle.offer(pipe)) {
      pipe.close();
    } else if (closed) {
      // close() may have looked before the offer.
      idle.closeIf(any -> true);
    }
  }

  /** Closes what has lain idle since the collection before the last. */
  void age() {
    idle.closeIf(pipe -> pipe.lease().outlived());
  }

  /** Closes the idle pipes; a pipe still held is closed when it comes back. */
  @Override
  public void close() {
    closed = true;
    idle.closeIf(any -> true);
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
