package io.poolbench.scenarios.hijackbuf;

import io.poolbench.scenarios.http.Transport;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A peer in memory that sends a request, then some more, and then waits or ends. */
final class Scripted implements Transport {

  /** A read in the background has begun. */
  final CountDownLatch triedInBackground = new CountDownLatch(1);

  /** It has read a byte. */
  final CountDownLatch readInBackground = new CountDownLatch(1);

  final AtomicInteger readsInBackground = new AtomicInteger();
  final AtomicInteger closes = new AtomicInteger();
  final ByteArrayOutputStream got = new ByteArrayOutputStream();

  private final byte[] request;
  private final byte[] more;
  private boolean requestSent;
  private int sent;

  Scripted(byte[] request, byte[] more) {
    this.request = request;
    this.more = more;
  }

  /** Whether a background read is in here at this moment. */
  int readingInBackground() {
    return readsInBackground.get();
  }

  @Override
  public synchronized int read(byte[] target, int offset, int length) {
    if (!requestSent) {
      requestSent = true;
      System.arraycopy(request, 0, target, offset, request.length);
      return request.length;
    }
    int count = Math.min(length, more.length - sent);
    System.arraycopy(more, sent, target, offset, count);
    sent += count;
    return count == 0 ? -1 : count;
  }

  @Override
  public int readUnless(BooleanSupplier aborted, byte[] target, int offset, int length) {
    readsInBackground.incrementAndGet();
    triedInBackground.countDown();
    try {
      if (more.length > 0) {
        int count = read(target, offset, length);
        readInBackground.countDown();
        return count;
      }
      while (!aborted.getAsBoolean()) {
        LockSupport.park(this);
      }
      return 0;
    } finally {
      readsInBackground.decrementAndGet();
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    got.write(bytes, offset, length);
  }

  @Override
  public void close() {
    closes.incrementAndGet();
  }
}
