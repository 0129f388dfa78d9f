package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.http.Transport;
import java.util.concurrent.Semaphore;
import java.util.zip.CRC32;

/** Holds a request, digests the response; used again for every connection, as in the seed. */
final class MemoryTransport implements Transport {

  private final byte[] request;
  private final Semaphore closed = new Semaphore(0);
  private final CRC32 received = new CRC32();
  private int position;

  MemoryTransport(byte[] request) {
    this.request = request;
  }

  void reopen() {
    position = 0;
    received.reset();
  }

  /** Waits until the server has closed; the digest of what it wrote. */
  long awaitClose() throws InterruptedException {
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
