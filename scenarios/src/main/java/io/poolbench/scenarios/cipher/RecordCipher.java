package io.poolbench.scenarios.cipher;

import java.security.GeneralSecurityException;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** An AES/GCM instance of the JDK, initialised anew for every record. Not for two threads. */
final class RecordCipher {

  static final int TAG_BYTES = 16;

  /**
   * About the bytes that an instance retains of keys, tables and buffers once it was used (source:
   * JOL).
   */
  static final int RETAINED_BYTES = 700;

  private static final SecretKeySpec NOBODYS_KEY = new SecretKeySpec(new byte[16], "AES");
  private static final GCMParameterSpec NO_NONCE =
      new GCMParameterSpec(8 * TAG_BYTES, new byte[12]);

  final Cipher cipher;
  private boolean failed;

  private RecordCipher(Cipher cipher) {
    this.cipher = cipher;
  }

  static RecordCipher make() {
    try {
      return new RecordCipher(Cipher.getInstance("AES/GCM/NoPadding"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES/GCM/NoPadding: every Java runtime must have it", e);
    }
  }

  /** Seals a record as {@link Records#seal} says. */
  int seal(DirectionKey key, long number, byte[] record, byte[] sealed)
      throws GeneralSecurityException {
    return process(Cipher.ENCRYPT_MODE, key, number, record, sealed);
  }

  /** Opens a record as {@link Records#open} says. */
  int open(DirectionKey key, long number, byte[] sealed, byte[] record)
      throws GeneralSecurityException {
    return process(Cipher.DECRYPT_MODE, key, number, sealed, record);
  }

  private int process(int mode, DirectionKey key, long number, byte[] from, byte[] to)
      throws GeneralSecurityException {
    failed = true;
    try {
      cipher.init(mode, key.key, key.nonce(number));
      int length = cipher.doFinal(from, 0, from.length, to, 0);
      failed = false;
      return length;
    } catch (AEADBadTagException changed) {
      // The peer's fault: the instance is as it was.
      failed = false;
      throw changed;
    }
  }

  /**
   * Makes it forget its last key, under which it would go on to decrypt for whoever has it next.
   *
   * @return false when it failed and nobody knows in what state that left it
   */
  boolean forget() {
    try {
      // Decrypting, since to encrypt twice under one nonce is refused.
      cipher.init(Cipher.DECRYPT_MODE, NOBODYS_KEY, NO_NONCE);
      return !failed;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
