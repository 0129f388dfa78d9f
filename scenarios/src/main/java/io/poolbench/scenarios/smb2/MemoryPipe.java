package io.poolbench.scenarios.smb2;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Objects;

/**
 * A pipe between two threads, as Go's net.Pipe: a write waits until all of it was read. Allocates
 * nothing. A monitor, because a queue that waits allocates a node each time; for one reader and one
 * writer.
 */
final class MemoryPipe extends Pipe {

  private byte[] written = new byte[0];
  private int from;
  private int remaining;
  private boolean closed;

  @Override
  synchronized int read(byte[] target, int at, int length) throws IOException {
    Objects.checkFromIndexSize(at, length, target.length);
    try {
      while (remaining == 0 && !closed && length > 0) {
        wait();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    if (remaining == 0 && length > 0) {
      return -1;
    }
    int count = Math.min(length, remaining);
    System.arraycopy(written, from, target, at, count);
    from += count;
    remaining -= count;
    if (remaining == 0) {
      notifyAll();
    }
    return count;
  }

  @Override
  synchronized void write(byte[] bytes, int at, int length) throws IOException {
    Objects.checkFromIndexSize(at, length, bytes.length);
    written = bytes;
    from = at;
    remaining = closed ? 0 : length;
    notifyAll();
    try {
      while (remaining > 0 && !closed) {
        wait();
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    if (closed) {
      remaining = 0;
      throw new IOException("the pipe is closed");
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted in the pipe");
  }

  @Override
  public synchronized void close() {
    closed = true;
    notifyAll();
  }
}
