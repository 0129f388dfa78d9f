package io.poolbench.scenarios.recvpool;

import java.net.ProtocolException;
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
   * The length of the message in a packet.
   *
   * @throws ProtocolException when it is no encrypted packet of this session
   */
  int messageLength(ReceiveBuffer packet) throws ProtocolException {
    byte[] bytes = packet.bytes();
    if (packet.length() < Transform.HEADER + Smb2.HEADER
        || Smb2.getInt(bytes, 0) != Transform.PROTOCOL) {
      throw new ProtocolException(
          "a packet of %d bytes that is not encrypted, in an encrypted session"
              .formatted(packet.length()));
    }
    long session = Smb2.getLong(bytes, Transform.SESSION_ID_AT);
    if (session != sessionId) {
      throw new ProtocolException(
          "a packet of session %x, expected %x".formatted(session, sessionId));
    }
    int length = packet.length() - Transform.HEADER;
    if (Smb2.getInt(bytes, Transform.LENGTH_AT) != length) {
      throw new ProtocolException(
          "an encrypted message of %d bytes says that it has %d"
              .formatted(length, Smb2.getInt(bytes, Transform.LENGTH_AT)));
    }
    return length;
  }

  /**
   * Decrypts a packet, whose array must have room for a tag at its end: the cipher wants it there,
   * and wants all in one piece, or it keeps a copy of the message until it has seen the tag.
   *
   * @throws ProtocolException when somebody else wrote the packet, or changed it
   */
  void open(ReceiveBuffer packet, int length, ReceiveBuffer message) throws ProtocolException {
    byte[] bytes = packet.bytes();
    nonce.set(bytes, Transform.NONCE_AT);
    System.arraycopy(bytes, Transform.TAG_AT, bytes, Transform.HEADER + length, Transform.TAG);
    try {
      cipher.init(Cipher.DECRYPT_MODE, key, nonce);
      cipher.updateAAD(bytes, Transform.AAD_AT, Transform.AAD);
      int opened =
          cipher.doFinal(bytes, Transform.HEADER, length + Transform.TAG, message.bytes(), 0);
      message.length(opened);
    } catch (GeneralSecurityException e) {
      throw (ProtocolException)
          new ProtocolException("an encrypted packet was refused: " + e.getMessage()).initCause(e);
    }
  }
}
