package io.poolbench.scenarios.smb2;

/** The offsets in the header of an encrypted message ([MS-SMB2] 2.2.41), in bytes. */
final class Transform {

  /** The bytes with which an encrypted message begins: 0xFD 'S' 'M' 'B'. */
  static final int PROTOCOL = 0x424D53FD;

  static final int HEADER = 52;
  static final int TAG_AT = 4;
  static final int TAG = 16;
  static final int NONCE_AT = 20;
  static final int NONCE = 12;
  static final int LENGTH_AT = 36;
  static final int FLAGS_AT = 42;
  static final int FLAG_ENCRYPTED = 1;
  static final int SESSION_ID_AT = 44;

  /**
   * The offset of what is authenticated beside the message: the header without protocol and tag.
   */
  static final int AAD_AT = NONCE_AT;

  static final int AAD = HEADER - AAD_AT;

  private Transform() {}

  /** Writes all but tag and nonce. */
  static void putHeader(byte[] bytes, int at, int length, long sessionId) {
    Smb2.putInt(bytes, at, PROTOCOL);
    Smb2.putInt(bytes, at + LENGTH_AT, length);
    Smb2.putShort(bytes, at + FLAGS_AT, FLAG_ENCRYPTED);
    Smb2.putLong(bytes, at + SESSION_ID_AT, sessionId);
  }
}
