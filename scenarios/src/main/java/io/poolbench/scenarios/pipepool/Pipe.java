package io.poolbench.scenarios.pipepool;

import io.poolbench.scenarios.pool.Pooled;
import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * A pipe as the buffer under splice(2). Held by one thread at a time, whose last act with it is to
 * close it or to hand it back: until then it is reachable, and so its descriptors stay open.
 */
final class Pipe {

  private final Linux linux;

  /** Set where the collector may close the pipe: from then on only this closes the descriptors. */
  Cleaner.@Nullable Cleanable cleanup;

  /** Set while it is out of a pool. */
  private @Nullable Pooled<Pipe> holder;

  private int readEnd;
  private int writeEnd;
  private int bytes;

  Pipe(Linux linux, int readEnd, int writeEnd) {
    this.linux = linux;
    this.readEnd = readEnd;
    this.writeEnd = writeEnd;
  }

  /** Makes a new pipe, or returns null when none can be made: the caller then does without. */
  static @Nullable Pipe open(Linux linux) {
    long ends = linux.pipe();
    if (ends < 0) {
      return null;
    }
    Pipe pipe = new Pipe(linux, (int) ends, (int) (ends >>> 32));
    if (!linux.servesSplice(pipe.readEnd)) {
      pipe.close();
      return null;
    }
    return pipe;
  }

  /** Lets the collector close it, once, if nobody else has done so before it is unreachable. */
  void closeWhenLost(Cleaner cleaner) {
    // Variables of their own: a cleanup that held the pipe would keep it reachable.
    Linux kernel = linux;
    int read = readEnd;
    int write = writeEnd;
    cleanup = cleaner.register(this, () -> close(kernel, read, write));
  }

  /** Tells a pipe that was taken from a pool how it goes back. */
  @SuppressWarnings("ReferenceEquality") // A store of the same costs the collector as much as one.
  void takenThrough(Pooled<Pipe> pooled) {
    if (holder != pooled) {
      holder = pooled;
    }
  }

  /**
   * Returns the way back to its pool.
   *
   * @throws IllegalStateException when it came from none
   */
  Pooled<Pipe> holder() {
    if (holder == null) {
      throw new IllegalStateException(
          "pipepool: a pipe that was made for one call came to a pool; close it instead");
    }
    return holder;
  }

  int readEnd() {
    return readEnd;
  }

  int writeEnd() {
    return writeEnd;
  }

  /** Tells whether bytes are left in it, which its next holder would send to a stranger. */
  boolean isDirty() {
    return bytes != 0;
  }

  /**
   * Moves up to {@code length} bytes from a descriptor into the pipe. Call it on an empty pipe
   * only: EAGAIN then means that the source has nothing yet, and cannot mean that the pipe is full,
   * be it a small one.
   *
   * @return bytes moved, 0 at the end of the stream, or a negated errno
   */
  int fill(int source, int length) {
    int moved = linux.splice(source, writeEnd, length);
    if (moved > 0) {
      bytes += moved;
    }
    return moved;
  }

  /**
   * Moves what is in the pipe to a descriptor, as far as that takes it.
   *
   * @return bytes moved, or a negated errno
   */
  int drain(int target) {
    int moved = linux.splice(readEnd, target, bytes);
    if (moved > 0) {
      bytes -= moved;
    }
    return moved;
  }

  /** Closes both ends, if they are open. */
  void close() {
    if (readEnd < 0) {
      return;
    }
    int read = readEnd;
    int write = writeEnd;
    readEnd = -1;
    writeEnd = -1;
    if (cleanup == null) {
      close(linux, read, write);
    } else {
      // Unregisters the cleanup, then runs it, unless the collector was first.
      cleanup.clean();
    }
  }

  private static void close(Linux linux, int readEnd, int writeEnd) {
    try {
      linux.close(readEnd);
    } finally {
      linux.close(writeEnd);
    }
  }
}
