package io.poolbench.scenarios.directbuffer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Sends bytes from the heap to a channel, which needs them in direct memory. */
final class Before implements Sender {

  @Override
  public void send(byte[] bytes, WritableByteChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(Buffers.SIZE);
    Sender.sendThrough(buffer, bytes, channel);
  }
}
