package io.poolbench.scenarios.recvpool;

import io.poolbench.scenarios.smb2.ReceiveBuffer;
import io.poolbench.scenarios.smb2.ReceiveBuffers;

/** The receive buffers of an SMB2 client. */
final class Before implements ReceiveBuffers {

  @Override
  public ReceiveBuffer packet(int capacity) {
    return ReceiveBuffer.of(capacity);
  }

  @Override
  public ReceiveBuffer plaintext(int capacity) {
    return ReceiveBuffer.of(capacity);
  }

  @Override
  public void close() {}
}
