package io.poolbench.scenarios.recvpool;

/** Where a client gets its receive buffers: the one thing in which the variants differ. */
sealed interface ReceiveBuffers extends AutoCloseable permits Before, After, After2 {

  /** Room for a packet of so many bytes as it comes from the server. */
  ReceiveBuffer packet(int capacity);

  /** Room for so many bytes that an encrypted packet holds. */
  ReceiveBuffer plaintext(int capacity);

  @Override
  void close();
}
