package io.poolbench.scenarios.pipepool;

import java.lang.ref.Cleaner;
import org.jspecify.annotations.Nullable;

/**
 * A pipe as the buffer under splice(2). Held by one thread at a time, whose last act with it is to
 * close it or to hand it back: until then it is reachable, and so its descriptors stay open.
 */
final class Pipe {

  private final Linux linux;

  /** Set when a pool adopts the pipe: from then on only its lease may close the descriptors. */
  private @Nullable Lease lease;

  private int readEnd;
  private int writeEnd;
  private int bytes;

  private Pipe(Linux linux, int readEnd, int writeEnd) {
    this.linux = linux;
    this.readEnd = readEnd;
    this.writeEnd = writeEnd;
  }

  /** A new pipe, or null when none can be made: the caller then does without. */
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

  /** Makes it the pipe of a pool, closed through its lease: by the pool, or by this cleaner. */
  void adopt(Cleaner cleaner) {
    lease = new Lease(this, cleaner, linux);
  }

  /**
   * The lease of a pooled pipe.
   *
   * @throws IllegalStateException when no pool has adopted it
   */
  Lease lease() {
    if (lease == null) {
      throw new IllegalStateException(
          "pipepool: a pipe that was made for one call came to a pool; close it instead");
    }
    return lease;
  }

  int readEnd() {
    return readEnd;
  }

  int writeEnd() {
    return writeEnd;
  }

  /** How many of its two ends are open. */
  int openEnds() {
    return (readEnd >= 0 ? 1 : 0) + (writeEnd >= 0 ? 1 : 0);
  }

  /** Whether bytes are left in it, which its next holder would send to a stranger. */
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
    if (openEnds() == 0) {
      return;
    }
    int read = readEnd;
    int write = writeEnd;
    readEnd = -1;
    writeEnd = -1;
    if (lease == null) {
      linux.close(read);
      linux.close(write);
    } else {
      lease.close();
    }
  }
}
