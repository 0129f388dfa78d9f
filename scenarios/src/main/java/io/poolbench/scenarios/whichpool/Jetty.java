package io.poolbench.scenarios.whichpool;

import java.nio.ByteBuffer;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.RetainableByteBuffer;

/**
 * Contends with Jetty's pool as a server has it: buckets 4 KB apart, up to an eighth of the largest
 * heap.
 */
final class Jetty implements Contender<RetainableByteBuffer> {

  /** Jetty's default. */
  private static final int LARGEST_POOLED = 64 << 10;

  private final ArrayByteBufferPool pool;
  private final int size;

  Jetty(int size) {
    this.size = size;
    pool = new ArrayByteBufferPool(0, -1, Math.max(LARGEST_POOLED, size));
  }

  @Override
  public RetainableByteBuffer take() {
    RetainableByteBuffer taken = pool.acquire(size, false);
    taken.getByteBuffer().clear();
    return taken;
  }

  @Override
  public void write(RetainableByteBuffer held, int index, byte value) {
    held.getByteBuffer().put(index, value);
  }

  @Override
  public byte read(RetainableByteBuffer held, int index) {
    return held.getByteBuffer().get(index);
  }

  /** Asks for the buffer once, which is all that a user need do. */
  @Override
  public int touch(RetainableByteBuffer held, int index) {
    ByteBuffer buffer = held.getByteBuffer();
    byte before = buffer.get(index);
    buffer.put(index, (byte) (before + 1));
    return (byte) (buffer.get(index) - before);
  }

  @Override
  public void recycle(RetainableByteBuffer held) {
    held.release();
  }
}
