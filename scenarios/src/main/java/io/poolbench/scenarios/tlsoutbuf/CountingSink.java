package io.poolbench.scenarios.tlsoutbuf;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;

/** Takes everything and only counts it. */
final class CountingSink implements WritableByteChannel {

  private long bytes;

  /** How many bytes came, ever. */
  long bytes() {
    return bytes;
  }

  @Override
  public int write(ByteBuffer source) {
    int length = source.remaining();
    source.position(source.limit());
    bytes += length;
    return length;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
