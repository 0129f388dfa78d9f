package io.poolbench.scenarios.smb2;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/** Signs messages and verifies their signatures; for one thread. */
final class Signer {

  private static final byte[] UNSIGNED = new byte[Smb2.SIGNATURE];

  private final Mac mac;

  Signer(SecretKey key) {
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HmacSHA256, which every JDK has", e);
    }
  }

  /** Signs a message in place. */
  void sign(byte[] bytes, int at, int length) {
    int flags = Smb2.getInt(bytes, at + Smb2.FLAGS_AT) | Smb2.FLAG_SIGNED;
    Smb2.putInt(bytes, at + Smb2.FLAGS_AT, flags);
    byte[] signature = signature(bytes, at, length);
    System.arraycopy(signature, 0, bytes, at + Smb2.SIGNATURE_AT, Smb2.SIGNATURE);
  }

  /** Tells whether a message has the signature that it should have. */
  boolean verifies(byte[] bytes, int at, int length) {
    int from = at + Smb2.SIGNATURE_AT;
    return MessageDigest.isEqual(
        signature(bytes, at, length), Arrays.copyOfRange(bytes, from, from + Smb2.SIGNATURE));
  }

  private byte[] signature(byte[] bytes, int at, int length) {
    mac.update(bytes, at, Smb2.SIGNATURE_AT);
    mac.update(UNSIGNED);
    mac.update(bytes, at + Smb2.HEADER, length - Smb2.HEADER);
    return Arrays.copyOf(mac.doFinal(), Smb2.SIGNATURE);
  }
}
