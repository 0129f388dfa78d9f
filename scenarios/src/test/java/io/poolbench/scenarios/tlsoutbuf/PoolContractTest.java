package io.poolbench.scenarios.tlsoutbuf;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.PoolContract;
import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.IdentityHashMap;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

/**
 * The pool of out-buffers, used as the record layer does: by a real engine, and by one that fails
 * with the data in the buffer and not yet encrypted. In ciphertext nobody would find a leak.
 */
class PoolContractTest implements PoolContract<OutBuffer> {

  private final SSLEngine engine;
  private RecyclingPool<OutBuffer> pool = TlsoutbufTechnique.newPool();

  PoolContractTest() throws Exception {
    try (TlsConnection connection = TlsConnection.open(new Tls())) {
      engine = connection.server().engine();
    }
  }

  @Override
  public Pool<OutBuffer> newPool() {
    IdentityHashMap<OutBuffer, Pooled<OutBuffer>> holders = new IdentityHashMap<>();
    return new Pool<>() {
      @Override
      public OutBuffer take() {
        Pooled<OutBuffer> taken = pool.take();
        holders.put(taken.item(), taken);
        return taken.item();
      }

      @Override
      public void recycle(OutBuffer item) {
        Objects.requireNonNull(holders.get(item)).recycle();
      }
    };
  }

  @Override
  public void use(OutBuffer item, byte[] bytes) {
    write(item, bytes, new CountingSink());
    FakeEngine failing = new FakeEngine(TlsoutbufTechnique.PACKET_BYTES);
    failing.failing = true;
    assertThatThrownBy(() -> item.seal(failing, ByteBuffer.wrap(bytes)))
        .hasMessage("engine failed");
  }

  /** Not only what would be sent: all that lies there. */
  @Override
  public byte[] visible(OutBuffer item) {
    return item.bytes.array();
  }

  /** A record waits: the next holder would send it to another peer. */
  @Override
  public void soil(OutBuffer item) {
    Wire full = new Wire();
    full.room = 0;
    write(item, new byte[1], full);
  }

  private void write(OutBuffer item, byte[] bytes, WritableByteChannel sink) {
    try {
      RecordLayer.warm(engine).write(ByteBuffer.wrap(bytes), item, sink);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aBufferThatIsNotWipedIsFoundOut() throws Exception {
    PoolContractTest broken =
        new PoolContractTest() {
          @Override
          public void use(OutBuffer item, byte[] bytes) {
            super.use(item, bytes);
            item.bytes.clear().put(bytes).flip().position(bytes.length);
          }
        };
    assertThatThrownBy(broken::nothingLeaksFromOneHolderToTheNext)
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void aPoolThatKeepsARecordWhichWaitsIsFoundOut() throws Exception {
    PoolContractTest broken = new PoolContractTest();
    broken.pool = RecyclingPool.of(OutBuffer::new, OutBuffer::capacity).open();
    assertThatThrownBy(broken::whatIsDirtyIsDiscarded).isInstanceOf(AssertionError.class);
  }
}
