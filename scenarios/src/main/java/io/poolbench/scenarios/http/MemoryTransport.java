package io.poolbench.scenarios.http;

import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32;

/**
 * A peer in memory: sends a request, counts what is read of it and digests what it gets; used again
 * for one connection after the other, as in Go's benchmarks.
 */
public final class MemoryTransport implements Transport {

  private final byte[] request;
  private final Semaphore closed = new Semaphore(0);
  private final Semaphore pending = new Semaphore(0);
  private final CRC32 written = new CRC32();
  private int position;

  public MemoryTransport(byte[] request) {
    this.request = request;
  }

  /** Begins the next connection, with the same request, or what its array says by now. */
  public void reopen() {
    position = 0;
    written.reset();
  }

  /**
   * Waits until the server has closed.
   *
   * @return a digest of how much it read and of what it wrote, 0 where it did neither
   */
  public long awaitClose() throws InterruptedException {
    closed.acquire();
    return 31L * position + written.getValue();
  }

  /** Waits until a read that can be aborted has found nothing and waits. */
  public void awaitPendingRead() throws InterruptedException {
    pending.acquire();
  }

  /** Reads from the request, behind which the end follows. */
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

  /** Reads from the request, behind which nothing follows and no end either: the peer waits. */
  @Override
  public int readUnless(BooleanSupplier aborted, byte[] target, int offset, int length) {
    if (position < request.length) {
      return read(target, offset, length);
    }
    pending.release();
    while (!aborted.getAsBoolean()) {
      LockSupport.park(this);
    }
    return 0;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    written.update(bytes, offset, length);
  }

  @Override
  public void close() {
    closed.release();
  }
}
