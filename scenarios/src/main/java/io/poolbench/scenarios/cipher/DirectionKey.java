package io.poolbench.scenarios.cipher;

import java.nio.ByteBuffer;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of one direction of a connection, and the nonces of its records.
 *
 * <pre>
 * nonce: 4 bytes of the connection, 8 bytes that count its records
 * </pre>
 */
final class DirectionKey {

  static final int KEY_BYTES = 16;

  private static final int NONCE_BYTES = 12;

  final SecretKeySpec key;
  private final byte[] nonce = new byte[NONCE_BYTES];

  /**
   * @param key 16 bytes
   */
  DirectionKey(byte[] key) {
    this.key = new SecretKeySpec(key, "AES");
  }

  GCMParameterSpec nonce(long number) {
    ByteBuffer.wrap(nonce).putLong(NONCE_BYTES - Long.BYTES, number);
    return new GCMParameterSpec(8 * RecordCipher.TAG_BYTES, nonce);
  }
}
