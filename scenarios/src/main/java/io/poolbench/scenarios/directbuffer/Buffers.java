package io.poolbench.scenarios.directbuffer;

import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The pool of direct buffers. */
final class Buffers {

  /** Bytes of each: those of the usual message, so that zeroing a new one is no waste. */
  static final int SIZE = 4 << 10;

  private final RecyclingPool<ByteBuffer> pool =
      RecyclingPool.of(Buffers::make, SIZE).reset(Buffers::reset).open();

  Pooled<ByteBuffer> take() {
    return pool.take();
  }

  private static ByteBuffer make() {
    return ByteBuffer.allocateDirect(SIZE).limit(0);
  }

  /** Empties the buffer; refuses one whose byte order its next holder would not expect. */
  private static boolean reset(ByteBuffer buffer) {
    buffer.clear().limit(0);
    return buffer.order().equals(ByteOrder.BIG_ENDIAN);
  }
}
