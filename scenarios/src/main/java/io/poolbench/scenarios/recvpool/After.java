package io.poolbench.scenarios.recvpool;

import io.poolbench.scenarios.smb2.ReceiveBuffer;
import io.poolbench.scenarios.smb2.ReceiveBuffers;

/** The receive buffers of an SMB2 client. */
final class After implements ReceiveBuffers {

  private final ArrayPool pool;

  After(ArrayPool pool) {
    this.pool = pool;
  }

  @Override
  public ReceiveBuffer packet(int capacity) {
    return pool.take(capacity);
  }

  @Override
  public ReceiveBuffer plaintext(int capacity) {
    return ReceiveBuffer.of(capacity);
  }

  @Override
  public void close() {
    pool.close();
  }
}
