package io.poolbench.scenarios.directbuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Sends bytes from the heap to a channel. */
interface Sender {

  /** Sends all bytes; the channel is blocking. */
  void send(byte[] bytes, WritableByteChannel channel) throws IOException;

  /** Sends all bytes through the buffer, as many at a time as it holds. */
  static void sendThrough(ByteBuffer buffer, byte[] bytes, WritableByteChannel channel)
      throws IOException {
    for (int from = 0; from < bytes.length; from += buffer.capacity()) {
      buffer.clear();
      buffer.put(bytes, from, Math.min(buffer.capacity(), bytes.length - from)).flip();
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }
  }
}
