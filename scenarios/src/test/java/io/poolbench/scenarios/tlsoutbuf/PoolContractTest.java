package io.poolbench.scenarios.tlsoutbuf;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.poolbench.scenarios.PoolContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import javax.net.ssl.SSLEngine;

/** The pool of out-buffers, used as the record layer does: by a real engine. */
final class PoolContractTest implements PoolContract<OutBuffer> {

  private final SSLEngine engine;

  PoolContractTest() throws Exception {
    try (TlsConnection connection = TlsConnection.open(new Tls())) {
      engine = connection.server().engine();
    }
  }

  @Override
  public Pool<OutBuffer> newPool() {
    OutBuffers pool = new OutBuffers();
    return new Pool<>() {
      @Override
      public OutBuffer take() {
        return pool.take();
      }

      @Override
      public void recycle(OutBuffer item) {
        pool.recycle(item);
      }
    };
  }

  @Override
  public void use(OutBuffer item, byte[] bytes) {
    try {
      RecordLayer.warm(engine).write(ByteBuffer.wrap(bytes), item, new CountingSink());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Not only what would be sent: all that lies there. */
  @Override
  public byte[] visible(OutBuffer item) {
    return item.content();
  }

  /** Data in the clear, as an engine leaves it that fails while it encrypts in place. */
  @Override
  public void soil(OutBuffer item) {
    item.room(6).put("secret".getBytes(US_ASCII));
    item.soil();
  }
}
