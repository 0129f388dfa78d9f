package io.poolbench.scenarios.smb2;

/** Gives a client its receive buffers: the one thing in which the variants differ. */
public interface ReceiveBuffers extends AutoCloseable {

  /** Gives room for a packet of so many bytes as it comes from the server. */
  ReceiveBuffer packet(int capacity);

  /** Gives room for the ciphertext of a packet and its tag, which is decrypted where it is. */
  ReceiveBuffer plaintext(int capacity);

  @Override
  void close();
}
