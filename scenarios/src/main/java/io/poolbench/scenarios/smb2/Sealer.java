package io.poolbench.scenarios.smb2;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Encrypts the messages of one direction; for one thread. */
final class Sealer {

  private final long sessionId;
  private final SecretKey key;
  private final Cipher cipher;

  /** Used in turn: the cipher finds a nonce used again by looking at the array of the last one. */
  private final Nonce[] nonces = {new Nonce(), new Nonce()};

  private long count;

  Sealer(long sessionId, SecretKey key) {
    this.sessionId = sessionId;
    this.key = key;
    this.cipher = Aes.gcm();
  }

  /**
   * Encrypts a message.
   *
   * @param target where the packet is to be written: header, message, and room for the tag, which
   *     goes from there to where the header has it
   * @return bytes of the packet
   */
  int seal(byte[] message, int length, byte[] target, int at) throws GeneralSecurityException {
    Transform.putHeader(target, at, length, sessionId);
    Smb2.putLong(target, at + Transform.NONCE_AT, ++count);
    Nonce nonce = nonces[(int) (count & 1)];
    nonce.set(target, at + Transform.NONCE_AT);
    cipher.init(Cipher.ENCRYPT_MODE, key, nonce);
    cipher.updateAAD(target, at + Transform.AAD_AT, Transform.AAD);
    int sealed = at + Transform.HEADER;
    cipher.doFinal(message, 0, length, target, sealed);
    System.arraycopy(target, sealed + length, target, at + Transform.TAG_AT, Transform.TAG);
    return Transform.HEADER + length;
  }
}
