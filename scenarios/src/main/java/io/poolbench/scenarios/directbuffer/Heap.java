package io.poolbench.scenarios.directbuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Leaves it to the channel, which has a direct buffer for each thread: no buffer of our own. */
final class Heap implements Sender {

  @Override
  public void send(byte[] bytes, WritableByteChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }
}
