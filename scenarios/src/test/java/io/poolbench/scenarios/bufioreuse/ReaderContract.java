package io.poolbench.scenarios.bufioreuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.poolbench.scenarios.PoolContract;
import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import java.io.UncheckedIOException;

/** What is read from the connection and not by its holder would be the next holder's request. */
abstract class ReaderContract implements PoolContract<BufferedSource> {

  /** Sends one array, and then waits for the next. */
  private static final class Sending implements Transport {
    byte[] next = {};
    boolean failing;

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (failing) {
        throw new IOException("the peer has reset the connection");
      }
      System.arraycopy(next, 0, target, offset, next.length);
      return next.length;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {}

    @Override
    public void close() {}
  }

  private Sending peer = new Sending();

  abstract Buffers newCache();

  @Override
  public final Pool<BufferedSource> newPool() {
    Buffers cache = newCache();
    return new Pool<>() {
      @Override
      public BufferedSource take() {
        peer = new Sending();
        return cache.source(peer);
      }

      @Override
      public void recycle(BufferedSource item) {
        cache.recycle(item);
      }
    };
  }

  /** They are sent behind a byte, and the holder reads no further than that. */
  @Override
  public final void use(BufferedSource item, byte[] bytes) {
    peer.next = new byte[bytes.length + 1];
    System.arraycopy(bytes, 0, peer.next, 1, bytes.length);
    try {
      assertThat(item.read(new byte[1], 0, 1)).isOne();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public final byte[] visible(BufferedSource item) {
    byte[] buffered = new byte[item.buffered()];
    try {
      for (int from = 0; from < buffered.length; ) {
        from += item.read(buffered, from, buffered.length - from);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffered;
  }

  @Override
  public final void soil(BufferedSource item) {
    peer.failing = true;
    assertThatIOException().isThrownBy(() -> item.read(new byte[1], 0, 1));
  }

  /** A reader is cleaned, whatever became of its connection: there is no dirt to discard it for. */
  @Override
  public final void whatIsDirtyIsDiscarded() {
    Pool<BufferedSource> pool = newPool();
    BufferedSource item = pool.take();
    soil(item);
    pool.recycle(item);
    BufferedSource next = pool.take();
    use(next, new byte[] {1, 2});
    assertThat(next.buffered()).isEqualTo(2);
  }
}
