package io.poolbench.scenarios.smb2;

import java.io.IOException;
import java.net.ProtocolException;
import java.util.Arrays;

/**
 * A message that answers a READ. Whoever gets it must {@link #release} it once; nothing that was
 * read from it may be used after that, unless it was copied.
 */
final class Answer {

  private final ReceiveBuffer buffer;
  private final int from;
  private final int length;

  /**
   * Marks a message within a packet, from its header on; its length is at least that of the header.
   */
  Answer(ReceiveBuffer buffer, int from, int length) {
    this.buffer = buffer;
    this.from = from;
    this.length = length;
  }

  /**
   * Returns how many bytes were read.
   *
   * @param most how many were asked for
   * @throws StatusException when it answers that nothing was
   * @throws ProtocolException when it makes no sense
   */
  int dataLength(int most) throws IOException {
    byte[] bytes = buffer.bytes();
    int status = Smb2.getInt(bytes, from + Smb2.STATUS_AT);
    if (status != Smb2.STATUS_SUCCESS) {
      throw new StatusException(status, errorData(bytes));
    }
    int head = Smb2.HEADER + Smb2.READ_ANSWER;
    if (length < head) {
      throw invalid("it has %d bytes, expected at least %d".formatted(length, head));
    }
    int data = Smb2.getInt(bytes, from + Smb2.HEADER + Smb2.DATA_LENGTH_AT);
    int offset = dataOffset(bytes);
    if (data < 0 || data > most) {
      throw invalid("%d bytes were read, expected at most %d".formatted(data, most));
    }
    if (offset < head || offset > length - data) {
      throw invalid("%d bytes at %d in a message of %d".formatted(data, offset, length));
    }
    return data;
  }

  private byte[] errorData(byte[] bytes) throws ProtocolException {
    int head = Smb2.HEADER + Smb2.ERROR;
    if (length < head) {
      throw invalid("it has %d bytes, expected at least %d".formatted(length, head));
    }
    int data = Smb2.getInt(bytes, from + Smb2.HEADER + Smb2.ERROR_LENGTH_AT);
    if (data < 0 || data > length - head) {
      throw invalid("%d bytes of error data in a message of %d".formatted(data, length));
    }
    return Arrays.copyOfRange(bytes, from + head, from + head + data);
  }

  private static ProtocolException invalid(String how) {
    return new ProtocolException("an invalid answer to a READ: " + how);
  }

  private int dataOffset(byte[] bytes) {
    return bytes[from + Smb2.HEADER + Smb2.DATA_OFFSET_AT] & 0xFF;
  }

  /** Copies what was read; only after {@link #dataLength}. */
  void copyData(byte[] target, int at, int count) {
    byte[] bytes = buffer.bytes();
    System.arraycopy(bytes, from + dataOffset(bytes), target, at, count);
  }

  /** Digests what was read, and its length; only after {@link #dataLength}. */
  long sample(int count, byte mark) {
    byte[] bytes = buffer.bytes();
    return Samples.digest(bytes, from + dataOffset(bytes), count, mark);
  }

  /** Gives the buffer back. */
  void release() {
    buffer.release();
  }
}
