package io.poolbench.scenarios.deflater;

import java.util.zip.Deflater;

/** Compresses messages, each on its own: raw deflate, as in a WebSocket or a zip entry. */
interface Compressor extends AutoCloseable {

  /**
   * Compresses a message.
   *
   * @param target has room for what becomes of it: a few bytes more than the message, at the worst
   * @return how many bytes were put into {@code target}
   * @throws IllegalArgumentException when there was no room
   */
  int compress(byte[] message, byte[] target);

  /** Gives back what is kept, which is outside the heap, now and not when it is collected. */
  @Override
  default void close() {}

  /** Compresses with a deflater that has no input yet. */
  static int compressWith(Deflater deflater, byte[] message, byte[] target) {
    deflater.setInput(message);
    deflater.finish();
    int length = 0;
    // The first call may only set a level that was changed since.
    while (!deflater.finished() && length < target.length) {
      length += deflater.deflate(target, length, target.length - length);
    }
    if (!deflater.finished()) {
      throw new IllegalArgumentException(
          "target: has %d bytes, too few for what becomes of a message of %d"
              .formatted(target.length, message.length));
    }
    return length;
  }
}
