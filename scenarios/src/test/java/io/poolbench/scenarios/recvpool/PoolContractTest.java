package io.poolbench.scenarios.recvpool;

import static java.util.Objects.requireNonNull;

import io.poolbench.scenarios.PoolContract;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.IdentityHashMap;

/** What is pooled is the array; a packet is what was written to it since it was taken. */
final class PoolContractTest implements PoolContract<byte[]> {

  private final IdentityHashMap<byte[], ReceiveBuffer> holders = new IdentityHashMap<>();

  @Override
  public Pool<byte[]> newPool() {
    After2 buffers = new After2(ArrayPool.open());
    return new Pool<>() {
      @Override
      public byte[] take() {
        ReceiveBuffer buffer = buffers.packet(100);
        holders.put(buffer.bytes(), buffer);
        return buffer.bytes();
      }

      @Override
      public void recycle(byte[] item) {
        holder(item).release();
      }
    };
  }

  private ReceiveBuffer holder(byte[] item) {
    return requireNonNull(holders.get(item));
  }

  @Override
  public void use(byte[] item, byte[] bytes) {
    try {
      holder(item).fill(new ByteArrayInputStream(bytes), bytes.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] visible(byte[] item) {
    return Arrays.copyOf(item, holder(item).length());
  }

  /** Others read from it still. */
  @Override
  public void soil(byte[] item) {
    holder(item).leaveToCollector();
  }
}
