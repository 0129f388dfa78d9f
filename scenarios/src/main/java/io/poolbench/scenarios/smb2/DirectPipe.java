package io.poolbench.scenarios.smb2;

import java.io.IOException;
import java.util.Objects;

/**
 * A pipe whose ends are one thread's: whoever reads from it when it is empty has the other end work
 * first. Allocates nothing.
 */
final class DirectPipe extends Pipe {

  /** Works when something is to be read; it may write. */
  @FunctionalInterface
  interface OtherEnd {
    void work() throws IOException;
  }

  private OtherEnd otherEnd = () -> {};
  private byte[] written = new byte[0];
  private int from;
  private int remaining;
  private boolean closed;

  /** Lets the other end work from now on when the pipe is empty. */
  void filledBy(OtherEnd end) {
    otherEnd = end;
  }

  @Override
  int read(byte[] target, int at, int length) throws IOException {
    Objects.checkFromIndexSize(at, length, target.length);
    if (remaining == 0 && length > 0 && !closed) {
      otherEnd.work();
    }
    if (remaining == 0 && length > 0) {
      return -1;
    }
    int count = Math.min(length, remaining);
    System.arraycopy(written, from, target, at, count);
    from += count;
    remaining -= count;
    return count;
  }

  @Override
  void write(byte[] bytes, int at, int length) throws IOException {
    Objects.checkFromIndexSize(at, length, bytes.length);
    if (closed) {
      throw new IOException("the pipe is closed");
    }
    if (remaining > 0) {
      throw new IOException(
          "%d bytes of the last write were not read; one thread cannot wait for itself"
              .formatted(remaining));
    }
    written = bytes;
    from = at;
    remaining = length;
  }

  @Override
  public void close() {
    closed = true;
  }
}
