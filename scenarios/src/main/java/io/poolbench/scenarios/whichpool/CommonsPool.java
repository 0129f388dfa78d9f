package io.poolbench.scenarios.whichpool;

import org.apache.commons.pool2.BasePooledObjectFactory;
import org.apache.commons.pool2.ObjectPool;
import org.apache.commons.pool2.PooledObject;
import org.apache.commons.pool2.impl.DefaultPooledObject;
import org.apache.commons.pool2.impl.GenericObjectPool;
import org.apache.commons.pool2.impl.GenericObjectPoolConfig;
import org.apache.commons.pool2.impl.SoftReferenceObjectPool;

/** Contends with the pools of Apache Commons. */
final class CommonsPool implements Contender<byte[]> {

  private final ObjectPool<byte[]> pool;

  private CommonsPool(ObjectPool<byte[]> pool) {
    this.pool = pool;
  }

  /** Makes the usual pool: a taker waits when all are out. */
  static CommonsPool generic(int size) {
    GenericObjectPoolConfig<byte[]> config = new GenericObjectPoolConfig<>();
    config.setMaxTotal(Contenders.CAPACITY);
    config.setMaxIdle(Contenders.CAPACITY);
    return new CommonsPool(new GenericObjectPool<>(new Maker(size), config));
  }

  /** Makes a pool without a bound, whose idle buffers go before memory is exhausted. */
  static CommonsPool soft(int size) {
    return new CommonsPool(new SoftReferenceObjectPool<>(new Maker(size)));
  }

  private static final class Maker extends BasePooledObjectFactory<byte[]> {

    private final int size;

    Maker(int size) {
      this.size = size;
    }

    @Override
    public byte[] create() {
      return new byte[size];
    }

    @Override
    public PooledObject<byte[]> wrap(byte[] buffer) {
      return new DefaultPooledObject<>(buffer);
    }
  }

  @Override
  public byte[] take() {
    try {
      return pool.borrowObject();
    } catch (Exception e) {
      throw new IllegalStateException("no buffer to borrow from " + pool, e);
    }
  }

  @Override
  public void write(byte[] held, int index, byte value) {
    held[index] = value;
  }

  @Override
  public byte read(byte[] held, int index) {
    return held[index];
  }

  @Override
  public void recycle(byte[] held) {
    try {
      pool.returnObject(held);
    } catch (Exception e) {
      throw new IllegalStateException(pool + " does not take a buffer back", e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
