package io.poolbench.scenarios.tlsoutbuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * One record on its way out, in a buffer that grows to what the engine asks for. It has none until
 * the first record. What is pooled is this holder: the buffer that has grown goes back in it.
 */
final class OutBuffer {

  private static final ByteBuffer NONE = ByteBuffer.allocate(0);

  /** The record that waits for the sink, from its position to its limit. */
  ByteBuffer bytes = NONE;

  /** Tells whether nothing waits for the sink. */
  boolean isEmpty() {
    return !bytes.hasRemaining();
  }

  /** Returns how many bytes it occupies. */
  int capacity() {
    return bytes.capacity();
  }

  /** Seals data into a record that waits from then on; nothing may wait before. */
  SSLEngineResult seal(SSLEngine engine, ByteBuffer data) throws SSLException {
    int room = engine.getSession().getPacketBufferSize();
    if (capacity() < room) {
      bytes = ByteBuffer.allocate(room);
    }
    bytes.clear();
    try {
      return engine.wrap(data, bytes);
    } catch (Throwable e) {
      // The engine encrypts in place: what it leaves behind may be data in the clear.
      Arrays.fill(bytes.array(), (byte) 0);
      bytes.clear();
      throw e;
    } finally {
      bytes.flip();
    }
  }

  /** Gives the sink what it takes of the record. */
  void drainTo(WritableByteChannel sink) throws IOException {
    while (bytes.hasRemaining() && sink.write(bytes) > 0) {}
  }

  /** Drops what waits. */
  void clear() {
    bytes.clear().flip();
  }
}
