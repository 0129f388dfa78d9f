package io.poolbench.scenarios.pools;

import io.poolbench.scenarios.PoolContract;
import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.util.Arrays;

/** RecyclingPool as those use it who let nothing of a buffer through to its next holder. */
final class PoolContractTest implements PoolContract<Pooled<byte[]>> {

  @Override
  public Pool<Pooled<byte[]>> newPool() {
    RecyclingPool<byte[]> pool =
        RecyclingPool.of(() -> new byte[64], 64)
            .reset(
                buffer -> {
                  boolean clean = buffer[0] != -1;
                  Arrays.fill(buffer, (byte) 0);
                  return clean;
                })
            .open();
    return new Pool<>() {
      @Override
      public Pooled<byte[]> take() {
        return pool.take();
      }

      @Override
      public void recycle(Pooled<byte[]> item) {
        item.recycle();
      }
    };
  }

  @Override
  public void use(Pooled<byte[]> item, byte[] bytes) {
    System.arraycopy(bytes, 0, item.item(), 0, bytes.length);
  }

  @Override
  public byte[] visible(Pooled<byte[]> item) {
    return item.item();
  }

  @Override
  public void soil(Pooled<byte[]> item) {
    item.item()[0] = -1;
  }
}
