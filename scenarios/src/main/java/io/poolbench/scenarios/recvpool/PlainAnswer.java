package io.poolbench.scenarios.recvpool;

/** A message as it is. */
final class PlainAnswer implements PreparedAnswer {

  private final byte[] frame;

  PlainAnswer(byte[] message) {
    frame = new byte[Smb2.PREFIX + message.length];
    Smb2.putPrefix(frame, message.length);
    System.arraycopy(message, 0, frame, Smb2.PREFIX, message.length);
  }

  @Override
  public long messageId(byte[] request) {
    return Smb2.getLong(request, Smb2.MESSAGE_ID_AT);
  }

  @Override
  public byte[] to(long messageId) {
    Smb2.putLong(frame, Smb2.PREFIX + Smb2.MESSAGE_ID_AT, messageId);
    return frame;
  }
}
