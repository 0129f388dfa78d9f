package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** A peer that tells when the server has closed. */
class Closing implements Transport {

  private final Transport inner;
  private final CountDownLatch closed;

  Closing(Transport inner, CountDownLatch closed) {
    this.inner = inner;
    this.closed = closed;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return inner.read(target, offset, length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    inner.write(bytes, offset, length);
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
