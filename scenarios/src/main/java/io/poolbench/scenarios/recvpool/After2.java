package io.poolbench.scenarios.recvpool;

import io.poolbench.scenarios.smb2.ReceiveBuffer;
import io.poolbench.scenarios.smb2.ReceiveBuffers;

/** The receive buffers of an SMB2 client. */
final class After2 implements ReceiveBuffers {

  private final ArrayPool pool;

  After2(ArrayPool pool) {
    this.pool = pool;
  }

  @Override
  public ReceiveBuffer packet(int capacity) {
    return pool.take(capacity);
  }

  @Override
  public ReceiveBuffer plaintext(int capacity) {
    return pool.take(capacity);
  }

  @Override
  public void close() {
    pool.close();
  }
}
