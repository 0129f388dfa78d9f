package io.poolbench.scenarios.whichpool;

import io.poolbench.scenarios.pool.PoolBuilder;
import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.time.Duration;

/** Contends with our own pool. */
final class Recycling implements Contender<Pooled<byte[]>> {

  private final RecyclingPool<byte[]> pool;

  private Recycling(PoolBuilder<byte[]> builder) {
    pool = builder.open();
  }

  Recycling(int size) {
    this(builder(size));
  }

  /** Makes a pool that ages fast: it counts every collection that comes so long after the last. */
  static Recycling ageing(int size, Duration minAge) {
    return new Recycling(builder(size).minAge(minAge));
  }

  private static PoolBuilder<byte[]> builder(int size) {
    return RecyclingPool.of(() -> new byte[size], size).maxItems(Contenders.CAPACITY);
  }

  @Override
  public Pooled<byte[]> take() {
    return pool.take();
  }

  @Override
  public void write(Pooled<byte[]> held, int index, byte value) {
    held.item()[index] = value;
  }

  @Override
  public byte read(Pooled<byte[]> held, int index) {
    return held.item()[index];
  }

  /** Asks for the item once, which is all that a user need do. */
  @Override
  public int touch(Pooled<byte[]> held, int index) {
    byte[] buffer = held.item();
    byte before = buffer[index];
    buffer[index]++;
    return (byte) (buffer[index] - before);
  }

  @Override
  public void recycle(Pooled<byte[]> held) {
    held.recycle();
  }

  @Override
  public void close() {
    pool.close();
  }
}
