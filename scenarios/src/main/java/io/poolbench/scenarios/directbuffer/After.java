package io.poolbench.scenarios.directbuffer;

import io.poolbench.scenarios.pool.Pooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Sends bytes from the heap to a channel, which needs them in direct memory. */
final class After implements Sender {

  private final Buffers buffers = new Buffers();

  @Override
  public void send(byte[] bytes, WritableByteChannel channel) throws IOException {
    Pooled<ByteBuffer> pooled = buffers.take();
    try {
      ByteBuffer buffer = pooled.item();
      Sender.sendThrough(buffer, bytes, channel);
    } finally {
      pooled.recycle();
    }
  }
}
