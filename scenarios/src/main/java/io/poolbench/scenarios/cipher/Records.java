package io.poolbench.scenarios.cipher;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * One direction of a connection: seals and opens records with AES-128-GCM.
 *
 * <pre>
 * nonce: 4 bytes of the connection, 8 bytes that count its records
 * </pre>
 */
final class Records {

  static final String TRANSFORMATION = "AES/GCM/NoPadding";
  static final int TAG_BYTES = 16;

  private static final int NONCE_BYTES = 12;

  private final Ciphers ciphers;
  private final SecretKeySpec key;
  private final ByteBuffer nonce = ByteBuffer.allocate(NONCE_BYTES);

  /**
   * @param key 16 bytes
   */
  Records(Ciphers ciphers, byte[] key) {
    this.ciphers = ciphers;
    this.key = new SecretKeySpec(key, "AES");
  }

  /**
   * Encrypts one record under a number that must never come twice.
   *
   * @return how many bytes were put into {@code sealed}: those of the record and the tag
   */
  int seal(long number, byte[] record, byte[] sealed) throws GeneralSecurityException {
    return initialised(Cipher.ENCRYPT_MODE, number).doFinal(record, 0, record.length, sealed, 0);
  }

  /**
   * Decrypts the record of that number.
   *
   * @return how many bytes were put into {@code record}
   * @throws javax.crypto.AEADBadTagException when it was changed
   */
  int open(long number, byte[] sealed, byte[] record) throws GeneralSecurityException {
    return initialised(Cipher.DECRYPT_MODE, number).doFinal(sealed, 0, sealed.length, record, 0);
  }

  private Cipher initialised(int mode, long number) throws GeneralSecurityException {
    Cipher cipher = ciphers.next();
    nonce.putLong(NONCE_BYTES - Long.BYTES, number);
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce.array()));
    return cipher;
  }
}
