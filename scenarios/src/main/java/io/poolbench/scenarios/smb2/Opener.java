package io.poolbench.scenarios.smb2;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;

/** Decrypts the messages of one direction; for one thread. */
final class Opener {

  private final long sessionId;
  private final SecretKey key;
  private final Cipher cipher;
  private final Nonce nonce = new Nonce();

  Opener(long sessionId, SecretKey key) {
    this.sessionId = sessionId;
    this.key = key;
    this.cipher = Aes.gcm();
  }

  /**
   * Returns the length of the message in a packet.
   *
   * @throws SkippedException when it is no encrypted packet of this session
   */
  int messageLength(ReceiveBuffer packet) throws SkippedException {
    byte[] bytes = packet.bytes();
    if (packet.length() < Transform.HEADER + Smb2.HEADER
        || Smb2.getInt(bytes, 0) != Transform.PROTOCOL) {
      throw new SkippedException(
          "a packet of %d bytes that is not encrypted, in an encrypted session"
              .formatted(packet.length()));
    }
    long session = Smb2.getLong(bytes, Transform.SESSION_ID_AT);
    if (session != sessionId) {
      throw new SkippedException(
          "a packet of session %x, expected %x".formatted(session, sessionId));
    }
    int length = packet.length() - Transform.HEADER;
    if (Smb2.getInt(bytes, Transform.LENGTH_AT) != length) {
      throw new SkippedException(
          "an encrypted message of %d bytes says that it has %d"
              .formatted(length, Smb2.getInt(bytes, Transform.LENGTH_AT)));
    }
    return length;
  }

  /**
   * Decrypts a packet: copies ciphertext and tag into the scratch, one behind the other, and
   * decrypts them where they are. All in one piece, or the cipher keeps a copy of the message until
   * it has seen the tag.
   *
   * @param scratch with room for message and tag; holds the message afterwards
   * @throws SkippedException when somebody else wrote the packet, or changed it
   */
  void open(ReceiveBuffer packet, int length, ReceiveBuffer scratch) throws SkippedException {
    byte[] bytes = packet.bytes();
    byte[] sealed = scratch.bytes();
    nonce.set(bytes, Transform.NONCE_AT);
    System.arraycopy(bytes, Transform.HEADER, sealed, 0, length);
    System.arraycopy(bytes, Transform.TAG_AT, sealed, length, Transform.TAG);
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, nonce);
      cipher.updateAAD(bytes, Transform.AAD_AT, Transform.AAD);
      scratch.length(cipher.doFinal(sealed, 0, length + Transform.TAG, sealed, 0));
    } catch (GeneralSecurityException e) {
      throw new SkippedException("an encrypted packet was refused: " + e.getMessage(), e);
    }
  }
}
