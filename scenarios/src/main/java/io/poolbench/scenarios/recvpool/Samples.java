package io.poolbench.scenarios.recvpool;

/**
 * A digest of some bytes out of many: a pass over a megabyte would drown the work that is measured.
 */
final class Samples {

  private static final int COUNT = 32;

  private Samples() {}

  /** Of the length and of bytes spread from the first to the last. */
  static long digest(byte[] bytes, int from, int length) {
    long digest = length;
    for (int i = 0; i < COUNT; i++) {
      digest = 31 * digest + bytes[at(i, from, length)];
    }
    return digest;
  }

  /** Changes those bytes, so that none of them can be what the last operation left. */
  static void spoil(byte[] bytes, int from, int length) {
    for (int i = 0; i < COUNT; i++) {
      int at = at(i, from, length);
      bytes[at] = (byte) ~bytes[at];
    }
  }

  private static int at(int sample, int from, int length) {
    return from + (int) ((long) sample * (length - 1) / (COUNT - 1));
  }
}
