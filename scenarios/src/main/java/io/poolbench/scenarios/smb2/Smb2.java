package io.poolbench.scenarios.smb2;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.net.ProtocolException;
import java.nio.ByteOrder;

/** The offsets of a message of SMB2 ([MS-SMB2] 2.2) and of its frame, in bytes. */
final class Smb2 {

  /** Bytes of the length before each frame: a zero and three bytes, the highest first. */
  static final int PREFIX = 4;

  /** The most bytes that a READ may ask for, as servers commonly allow. */
  static final int LARGEST_READ = 8 << 20;

  /** A frame of more bytes is refused; 256 is more than all headers take. */
  static final int LARGEST_FRAME = LARGEST_READ + 256;

  /** The bytes with which a message begins: 0xFE 'S' 'M' 'B'. */
  static final int PROTOCOL = 0x424D53FE;

  static final int HEADER = 64;
  static final int HEADER_LENGTH_AT = 4;
  static final int CHARGE_AT = 6;
  static final int STATUS_AT = 8;
  static final int COMMAND_AT = 12;
  static final int CREDITS_AT = 14;
  static final int FLAGS_AT = 16;
  static final int NEXT_AT = 20;
  static final int MESSAGE_ID_AT = 24;
  static final int SESSION_ID_AT = 40;
  static final int SIGNATURE_AT = 48;
  static final int SIGNATURE = 16;

  static final int FLAG_ANSWER = 1;
  static final int FLAG_SIGNED = 8;
  static final int COMMAND_READ = 8;

  static final int STATUS_SUCCESS = 0;
  static final int STATUS_PENDING = 0x103;

  /**
   * A READ request, from the end of the header. Its last field may be a byte or more, and servers
   * ignore it; with 16, the message is whole blocks, and GCM need not allocate two for a rest.
   */
  static final int READ = 48 + 16;

  /** The length that a READ request states of itself: the last field counts as a byte. */
  static final int READ_STRUCTURE = 49;

  static final int READ_LENGTH_AT = 4;
  static final int READ_OFFSET_AT = 8;

  /** The fixed part of the answer to a READ, from the end of the header. */
  static final int READ_ANSWER = 16;

  static final int DATA_OFFSET_AT = 2;
  static final int DATA_LENGTH_AT = 4;

  /** The fixed part of an answer that tells an error, from the end of the header. */
  static final int ERROR = 8;

  static final int ERROR_LENGTH_AT = 4;

  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private Smb2() {}

  private static VarHandle view(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }

  static int getShort(byte[] bytes, int at) {
    return (short) SHORT.get(bytes, at) & 0xFFFF;
  }

  static int getInt(byte[] bytes, int at) {
    return (int) INT.get(bytes, at);
  }

  static long getLong(byte[] bytes, int at) {
    return (long) LONG.get(bytes, at);
  }

  static void putShort(byte[] bytes, int at, int value) {
    SHORT.set(bytes, at, (short) value);
  }

  static void putInt(byte[] bytes, int at, int value) {
    INT.set(bytes, at, value);
  }

  static void putLong(byte[] bytes, int at, long value) {
    LONG.set(bytes, at, value);
  }

  /** Writes the length of a frame before it. */
  static void putPrefix(byte[] bytes, int length) {
    putInt(bytes, 0, Integer.reverseBytes(length));
  }

  /**
   * Returns the length of the frame behind a prefix.
   *
   * @throws ProtocolException when it is longer than any that was asked for
   */
  static int frameLength(byte[] prefix) throws ProtocolException {
    long length = Integer.toUnsignedLong(Integer.reverseBytes(getInt(prefix, 0)));
    if (length > LARGEST_FRAME) {
      throw new ProtocolException(
          "a frame of %d bytes, expected at most %d; ask for less, or this is no SMB2 server"
              .formatted(length, LARGEST_FRAME));
    }
    return (int) length;
  }

  /** Writes the header of a message, which must be zero before. */
  static void putHeader(byte[] bytes, int at, long messageId, long sessionId) {
    putInt(bytes, at, PROTOCOL);
    putShort(bytes, at + HEADER_LENGTH_AT, HEADER);
    putShort(bytes, at + COMMAND_AT, COMMAND_READ);
    putLong(bytes, at + MESSAGE_ID_AT, messageId);
    putLong(bytes, at + SESSION_ID_AT, sessionId);
  }

  /** Returns the credits that a READ of so many bytes costs. */
  static int charge(int length) {
    return Math.max(1, (length + 0xFFFF) >>> 16);
  }
}
