package io.poolbench.scenarios.directbuffer;

import io.poolbench.scenarios.PoolContract;
import io.poolbench.scenarios.pool.Pooled;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

final class PoolContractTest implements PoolContract<Pooled<ByteBuffer>> {

  @Override
  public Pool<Pooled<ByteBuffer>> newPool() {
    Buffers buffers = new Buffers();
    return new Pool<>() {
      @Override
      public Pooled<ByteBuffer> take() {
        return buffers.take();
      }

      @Override
      public void recycle(Pooled<ByteBuffer> item) {
        item.recycle();
      }
    };
  }

  @Override
  public void use(Pooled<ByteBuffer> item, byte[] bytes) {
    item.item().clear().put(bytes).flip();
  }

  /** What can be read from it as it is. */
  @Override
  public byte[] visible(Pooled<ByteBuffer> item) {
    byte[] bytes = new byte[item.item().remaining()];
    item.item().get(bytes);
    return bytes;
  }

  /** The next holder would read its numbers backwards. */
  @Override
  public void soil(Pooled<ByteBuffer> item) {
    item.item().order(ByteOrder.LITTLE_ENDIAN);
  }
}
