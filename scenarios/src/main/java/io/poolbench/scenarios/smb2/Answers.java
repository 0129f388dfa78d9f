package io.poolbench.scenarios.smb2;

import java.io.IOException;
import java.net.ProtocolException;
import java.security.GeneralSecurityException;
import java.util.Random;

/**
 * Makes the answers of a server: the same bytes to every READ, but for the {@linkplain Samples
 * marks} of its place in the file.
 */
sealed interface Answers permits PlainAnswers, PatchedAnswers, SealedAnswers {

  /** The offset of the data in a message. */
  int DATA_AT = Smb2.HEADER + Smb2.READ_ANSWER;

  /** Returns the whole frame that answers a request, prefix included; good until the next one. */
  byte[] to(ReceiveBuffer request) throws IOException, GeneralSecurityException;

  /** Makes what stands in the file, before it is marked. */
  static byte[] data(int length) {
    byte[] data = new byte[length];
    new Random(length).nextBytes(data);
    return data;
  }

  /** Makes the message that answers number 0. */
  static byte[] message(long sessionId, byte[] data) {
    byte[] message = new byte[DATA_AT + data.length];
    Smb2.putHeader(message, 0, 0, sessionId);
    Smb2.putInt(message, Smb2.FLAGS_AT, Smb2.FLAG_ANSWER);
    Smb2.putShort(message, Smb2.CREDITS_AT, Smb2.charge(data.length));
    Smb2.putShort(message, Smb2.HEADER, Smb2.READ_ANSWER + 1);
    message[Smb2.HEADER + Smb2.DATA_OFFSET_AT] = (byte) DATA_AT;
    Smb2.putInt(message, Smb2.HEADER + Smb2.DATA_LENGTH_AT, data.length);
    System.arraycopy(data, 0, message, DATA_AT, data.length);
    return message;
  }

  /**
   * Returns the mark of a request in the clear.
   *
   * @throws ProtocolException when it is no READ of as many bytes as the answer has
   */
  static byte mark(byte[] request, int expected) throws ProtocolException {
    int length = Smb2.getInt(request, Smb2.HEADER + Smb2.READ_LENGTH_AT);
    if (Smb2.getInt(request, 0) != Smb2.PROTOCOL
        || Smb2.getShort(request, Smb2.COMMAND_AT) != Smb2.COMMAND_READ
        || length != expected) {
      throw new ProtocolException(
          "a request of %d bytes, expected a READ of %d".formatted(length, expected));
    }
    return Samples.mark(Smb2.getLong(request, Smb2.HEADER + Smb2.READ_OFFSET_AT), length);
  }
}
