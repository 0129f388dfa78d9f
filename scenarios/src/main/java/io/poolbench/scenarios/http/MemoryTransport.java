package io.poolbench.scenarios.http;

import java.util.concurrent.Semaphore;
import java.util.zip.CRC32;

/**
 * A peer in memory: holds a request, digests what it gets; used again for one connection after the
 * other, as in Go's benchmarks.
 */
public final class MemoryTransport implements Transport {

  private final byte[] request;
  private final Semaphore closed = new Semaphore(0);
  private final CRC32 received = new CRC32();
  private int position;

  public MemoryTransport(byte[] request) {
    this.request = request;
  }

  /** Begins the next connection, with the same request. */
  public void reopen() {
    position = 0;
    received.reset();
  }

  /** Waits until the server has closed; the digest of what it wrote. */
  public long awaitClose() throws InterruptedException {
    closed.acquire();
    return received.getValue();
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int count = Math.min(length, request.length - position);
    if (count == 0) {
      return -1;
    }
    System.arraycopy(request, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    received.update(bytes, offset, length);
  }

  @Override
  public void close() {
    closed.release();
  }
}
