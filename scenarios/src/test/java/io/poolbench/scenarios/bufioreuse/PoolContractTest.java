package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.PoolContract;
import io.poolbench.scenarios.http.BufferedSink;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

final class PoolContractTest implements PoolContract<BufferedSink> {

  @Override
  public Pool<BufferedSink> newPool() {
    After after = new After();
    return new Pool<>() {
      @Override
      public BufferedSink take() {
        return after.sink(new Recorded());
      }

      @Override
      public void recycle(BufferedSink item) {
        after.recycle(item);
      }
    };
  }

  @Override
  public void use(BufferedSink item, byte[] bytes) {
    try {
      item.write(bytes, 0, bytes.length);
      item.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public byte[] visible(BufferedSink item) {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    item.attach(new Recorded(sent));
    try {
      item.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sent.toByteArray();
  }

  /** Written, and never flushed. */
  @Override
  public void soil(BufferedSink item) {
    try {
      item.write(new byte[] {1}, 0, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
