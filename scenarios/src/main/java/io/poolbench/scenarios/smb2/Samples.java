package io.poolbench.scenarios.smb2;

/**
 * Marks and digests some bytes out of many, spread from the first to the last: a pass over a
 * megabyte would drown the work that is measured. The server marks them with the READ's place in
 * the file and the digest takes the mark away again: bytes that an earlier READ left behind have
 * another mark, so that whoever does not fill, decrypt or copy comes to another digest.
 */
final class Samples {

  private static final int COUNT = 32;

  private Samples() {}

  /**
   * Returns the mark of the READ of so many bytes at an offset: another one for the READ behind it.
   */
  static byte mark(long offset, int length) {
    return (byte) (offset / length);
  }

  /** Marks the samples; a second time takes the mark away. Fewer bytes than samples have none. */
  static void mark(byte[] bytes, int from, int length, byte mark) {
    for (int i = 0; i < COUNT && length >= COUNT; i++) {
      int at = at(i, from, length);
      bytes[at] = (byte) (bytes[at] ^ mark);
    }
  }

  /** Digests the length, and the samples without their mark. */
  static long digest(byte[] bytes, int from, int length, byte mark) {
    long digest = length;
    for (int i = 0; i < COUNT && length >= COUNT; i++) {
      digest = 31 * digest + (bytes[at(i, from, length)] ^ mark);
    }
    return digest;
  }

  private static int at(int sample, int from, int length) {
    return from + (int) ((long) sample * (length - 1) / (COUNT - 1));
  }
}
