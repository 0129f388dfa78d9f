package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.PoolContract;
import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.Buffers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What is written and not flushed would go to the next holder's connection. */
abstract class WriterContract implements PoolContract<BufferedSink> {

  private ByteArrayOutputStream sent = new ByteArrayOutputStream();

  abstract Buffers newCache();

  @Override
  public final Pool<BufferedSink> newPool() {
    Buffers cache = newCache();
    return new Pool<>() {
      @Override
      public BufferedSink take() {
        sent = new ByteArrayOutputStream();
        return cache.sink(new Recorded(sent));
      }

      @Override
      public void recycle(BufferedSink item) {
        cache.recycle(item);
      }
    };
  }

  @Override
  public final void use(BufferedSink item, byte[] bytes) {
    try {
      item.write(bytes, 0, bytes.length);
      item.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final byte[] visible(BufferedSink item) {
    try {
      item.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sent.toByteArray();
  }

  /** Written, and never flushed. */
  @Override
  public final void soil(BufferedSink item) {
    try {
      item.write(new byte[] {1}, 0, 1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
