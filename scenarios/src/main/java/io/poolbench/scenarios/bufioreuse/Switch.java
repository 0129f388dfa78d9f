package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a buffer and a connection, and can be switched to another one; not while it is
 * read or written. The seed needed it, because the buffers of its day could not be reset.
 */
final class Switch implements Transport {

  private @Nullable Transport target;

  Switch(Transport target) {
    this.target = target;
  }

  void to(Transport next) {
    target = next;
  }

  /** Lets go of the connection, and returns false where there was none to let go of. */
  boolean off() {
    boolean was = target != null;
    target = null;
    return was;
  }

  private Transport target() throws IOException {
    if (target == null) {
      throw new IOException("the connection of this buffer has ended");
    }
    return target;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    return target().read(bytes, offset, length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    target().write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    target().close();
  }
}
