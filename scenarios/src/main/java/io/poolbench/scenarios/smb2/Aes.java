package io.poolbench.scenarios.smb2;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** The ciphers of AES, which every JDK has. */
final class Aes {

  /** Bytes of a key. */
  static final int KEY = 16;

  private Aes() {}

  static Cipher gcm() {
    return cipher("AES/GCM/NoPadding");
  }

  static Cipher ecb() {
    return cipher("AES/ECB/NoPadding");
  }

  private static Cipher cipher(String name) {
    try {
      return Cipher.getInstance(name);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the JDK has no " + name, e);
    }
  }
}
