package io.poolbench.scenarios.pipepool;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Moves bytes from one non-blocking socket to another inside the kernel, through a pipe; by read
 * and write where there is no pipe or the kernel cannot splice the source.
 */
final class Splice implements AutoCloseable {

  /** Waits for a socket that is not ready. */
  interface Readiness {
    void awaitSource() throws IOException;

    void awaitTarget() throws IOException;
  }

  /** More than any pipe holds by default: the pipe sets the pace. */
  private static final int AT_ONCE = 1 << 20;

  private static final int BUFFER_BYTES = 64 << 10;

  private final Linux linux;
  private final Pipes pipes;
  private final int source;
  private final int target;
  private final Readiness readiness;
  private final Arena arena = Arena.ofShared();
  private @Nullable MemorySegment buffer;

  Splice(Linux linux, Pipes pipes, int source, int target, Readiness readiness) {
    this.linux = linux;
    this.pipes = pipes;
    this.source = source;
    this.target = target;
    this.readiness = readiness;
  }

  /**
   * Moves {@code count} bytes, or as many as come before the end of the stream.
   *
   * @return bytes moved
   * @throws IOException when source or target fails; bytes then left in the pipe are lost with it
   */
  long transfer(long count) throws IOException {
    Pipe pipe = pipes.take();
    if (pipe == null) {
      return copy(count);
    }
    long moved;
    try {
      moved = throughPipe(pipe, count);
    } finally {
      pipes.recycle(pipe);
    }
    return moved < 0 ? copy(count) : moved;
  }

  /**
   * Returns the bytes moved, or -1 when the kernel cannot splice this source and nothing was moved.
   */
  private long throughPipe(Pipe pipe, long count) throws IOException {
    long moved = 0;
    while (moved < count) {
      int filled = pipe.fill(source, (int) Math.min(count - moved, AT_ONCE));
      if (filled > 0) {
        empty(pipe);
        moved += filled;
      } else if (filled == 0) {
        return moved;
      } else if (filled == -Linux.EAGAIN) {
        readiness.awaitSource();
      } else if (filled == -Linux.EINVAL && moved == 0) {
        return -1;
      } else {
        throw Linux.failed("splice from the source", filled);
      }
    }
    return moved;
  }

  private void empty(Pipe pipe) throws IOException {
    while (pipe.isDirty()) {
      int drained = pipe.drain(target);
      if (drained == -Linux.EAGAIN) {
        readiness.awaitTarget();
      } else if (drained <= 0) {
        throw Linux.failed("splice to the target", drained);
      }
    }
  }

  private long copy(long count) throws IOException {
    if (buffer == null) {
      buffer = arena.allocate(BUFFER_BYTES);
    }
    long moved = 0;
    while (moved < count) {
      int length = (int) Math.min(count - moved, BUFFER_BYTES);
      int read = linux.read(source, buffer, length);
      if (read > 0) {
        write(buffer, read);
        moved += read;
      } else if (read == 0) {
        return moved;
      } else if (read == -Linux.EAGAIN) {
        readiness.awaitSource();
      } else {
        throw Linux.failed("read from the source", read);
      }
    }
    return moved;
  }

  private void write(MemorySegment bytes, int length) throws IOException {
    int written = 0;
    while (written < length) {
      int wrote = linux.write(target, bytes.asSlice(written), length - written);
      if (wrote >= 0) {
        written += wrote;
      } else if (wrote == -Linux.EAGAIN) {
        readiness.awaitTarget();
      } else {
        throw Linux.failed("write to the target", wrote);
      }
    }
  }

  @Override
  public void close() {
    arena.close();
  }
}
