package io.poolbench.scenarios.tlsoutbuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Records on their way out, in a buffer that grows to what they need. This holder is what is
 * pooled: the buffer that it has grown to goes back with it, so that recycling allocates nothing.
 *
 * <pre>
 * 0        sent       bytes.position()          capacity
 * | gone    | waiting  | room                    |
 * </pre>
 */
final class OutBuffer {

  private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

  /** Whether somebody has it; a pool sets and clears this, to find a second recycle. */
  final AtomicBoolean held = new AtomicBoolean(true);

  private ByteBuffer bytes = NO_BYTES;
  private int sent;
  private boolean soiled;

  /** How many bytes wait for the sink. */
  int size() {
    return bytes.position() - sent;
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** How many bytes it occupies. */
  int capacity() {
    return bytes.capacity();
  }

  /** Where to put the next record: at least so many bytes, behind those that wait. */
  ByteBuffer room(int length) {
    if (bytes.remaining() < length) {
      ByteBuffer waiting = bytes.flip().position(sent);
      int needed = waiting.remaining() + length;
      if (needed <= capacity()) {
        bytes.compact();
      } else {
        bytes = ByteBuffer.allocate(Math.max(needed, 2 * capacity())).put(waiting);
      }
      sent = 0;
    }
    return bytes;
  }

  /** Gives the sink what it takes of the bytes that wait, in order. */
  void drainTo(WritableByteChannel sink) throws IOException {
    int end = bytes.position();
    bytes.flip().position(sent);
    try {
      while (bytes.hasRemaining() && sink.write(bytes) > 0) {
        sent = bytes.position();
      }
    } finally {
      bytes.clear().position(end);
    }
    if (isEmpty()) {
      clear();
    }
  }

  /** Drops what waits. */
  void clear() {
    bytes.clear();
    sent = 0;
  }

  /**
   * Marks it as unfit for another holder: the engine encrypts in place, so when it fails, data that
   * was not to leave in the clear may lie here.
   */
  void soil() {
    clear();
    soiled = true;
  }

  /** Whether another holder may have it: nothing in the clear, and nothing that waits. */
  boolean isClean() {
    return !soiled && isEmpty();
  }

  /** A copy of all that lies in the buffer, sent or not. */
  byte[] content() {
    byte[] content = new byte[capacity()];
    bytes.duplicate().clear().get(content);
    return content;
  }
}
