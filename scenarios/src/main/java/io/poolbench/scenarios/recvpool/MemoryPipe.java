package io.poolbench.scenarios.recvpool;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * One direction of a connection in memory, as Go's net.Pipe: a write waits until all of it was
 * read, and the reader copies from the writer's array. Allocates nothing. A monitor, because a
 * queue that waits allocates a node each time; for one reader and one writer.
 */
final class MemoryPipe {

  private byte[] written = new byte[0];
  private int from;
  private int remaining;
  private boolean closed;

  private synchronized int read(byte[] target, int at, int length) throws IOException {
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

  private synchronized void write(byte[] bytes, int at, int length) throws IOException {
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

  /** Ends reading, after what is being written, and writing. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  InputStream in() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return MemoryPipe.this.read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int at, int length) throws IOException {
        return MemoryPipe.this.read(target, at, length);
      }
    };
  }

  OutputStream out() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int at, int length) throws IOException {
        MemoryPipe.this.write(bytes, at, length);
      }
    };
  }
}
