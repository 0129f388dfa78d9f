package io.poolbench.scenarios.smb2;

import java.net.ProtocolException;

/** Answers with one message as it is, in which the number and the marks are written. */
final class PlainAnswers implements Answers {

  private final byte[] frame;
  private final int data;
  private byte marked;

  PlainAnswers(byte[] message) {
    frame = new byte[Smb2.PREFIX + message.length];
    data = message.length - DATA_AT;
    Smb2.putPrefix(frame, message.length);
    System.arraycopy(message, 0, frame, Smb2.PREFIX, message.length);
  }

  @Override
  public byte[] to(ReceiveBuffer request) throws ProtocolException {
    byte[] bytes = request.bytes();
    byte mark = Answers.mark(bytes, data);
    Samples.mark(frame, Smb2.PREFIX + DATA_AT, data, (byte) (mark ^ marked));
    marked = mark;
    long id = Smb2.getLong(bytes, Smb2.MESSAGE_ID_AT);
    Smb2.putLong(frame, Smb2.PREFIX + Smb2.MESSAGE_ID_AT, id);
    return frame;
  }
}
