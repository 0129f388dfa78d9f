package io.poolbench.scenarios.recvpool;

import java.security.GeneralSecurityException;

/** The one answer of a {@link FakeServer}, which is patched for each request. */
sealed interface PreparedAnswer permits PlainAnswer, EncryptedAnswer {

  /** The number of the message in a frame that a client sent. */
  long messageId(byte[] request) throws GeneralSecurityException;

  /** The whole frame that answers it, prefix included; good until the next one. */
  byte[] to(long messageId) throws GeneralSecurityException;

  /** The message that answers number 0. */
  static byte[] message(long sessionId, byte[] data) {
    int head = Smb2.HEADER + Smb2.READ_ANSWER;
    byte[] message = new byte[head + data.length];
    Smb2.putHeader(message, 0, 0, sessionId);
    Smb2.putInt(message, Smb2.FLAGS_AT, Smb2.FLAG_ANSWER);
    Smb2.putShort(message, Smb2.CREDITS_AT, Smb2.charge(data.length));
    Smb2.putShort(message, Smb2.HEADER, Smb2.READ_ANSWER + 1);
    message[Smb2.HEADER + Smb2.DATA_OFFSET_AT] = (byte) head;
    Smb2.putInt(message, Smb2.HEADER + Smb2.DATA_LENGTH_AT, data.length);
    System.arraycopy(data, 0, message, head, data.length);
    return message;
  }
}
