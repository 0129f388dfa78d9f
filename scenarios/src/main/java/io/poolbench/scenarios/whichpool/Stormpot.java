package io.poolbench.scenarios.whichpool;

import java.util.concurrent.TimeUnit;
import stormpot.Allocator;
import stormpot.Expiration;
import stormpot.Pool;
import stormpot.PoolTap;
import stormpot.Pooled;
import stormpot.Slot;
import stormpot.Timeout;

/**
 * Contends with Stormpot: a thread of its own makes all buffers in advance, and a taker waits when
 * all are out.
 */
final class Stormpot implements Contender<Pooled<byte[]>> {

  private static final Timeout PATIENCE = new Timeout(1, TimeUnit.MINUTES);

  private final Pool<Pooled<byte[]>> pool;
  private final PoolTap<Pooled<byte[]>> virtual;

  Stormpot(int size) {
    pool =
        Pool.from(
                new Allocator<Pooled<byte[]>>() {
                  @Override
                  public Pooled<byte[]> allocate(Slot slot) {
                    return new Pooled<>(slot, new byte[size]);
                  }

                  @Override
                  public void deallocate(Pooled<byte[]> pooled) {}
                })
            .setSize(Contenders.CAPACITY)
            // Buffers do not wear out; by default every claim looks at the clock.
            .setExpiration(Expiration.never())
            .build();
    virtual = pool.getVirtualThreadSafeTap();
  }

  @Override
  public Pooled<byte[]> take() {
    PoolTap<Pooled<byte[]>> tap = Thread.currentThread().isVirtual() ? virtual : pool;
    try {
      Pooled<byte[]> taken = tap.claim(PATIENCE);
      if (taken == null) {
        throw new IllegalStateException(
            "Stormpot: all %d buffers are out for a minute".formatted(Contenders.CAPACITY));
      }
      return taken;
    } catch (InterruptedException e) {
      throw new IllegalStateException("Stormpot: interrupted while waiting for a buffer", e);
    }
  }

  @Override
  public void write(Pooled<byte[]> held, int index, byte value) {
    held.getObject()[index] = value;
  }

  @Override
  public byte read(Pooled<byte[]> held, int index) {
    return held.getObject()[index];
  }

  /** Asks for the object once, which is all that a user need do. */
  @Override
  public int touch(Pooled<byte[]> held, int index) {
    byte[] buffer = held.getObject();
    byte before = buffer[index];
    buffer[index]++;
    return (byte) (buffer[index] - before);
  }

  @Override
  public void recycle(Pooled<byte[]> held) {
    held.release();
  }

  @Override
  public void close() {
    try {
      pool.shutdown().await(PATIENCE);
    } catch (InterruptedException e) {
      throw new IllegalStateException("Stormpot: interrupted while it shuts down", e);
    }
  }
}
