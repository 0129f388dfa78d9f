package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.BufferedSource;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Transport;

/** The buffered reader and writer of a connection. */
final class Before implements Buffers {

  /** Serves all servers of this JVM. */
  static final Before GLOBAL = new Before();

  @Override
  public BufferedSource source(Transport transport) {
    return new BufferedSource(transport, BufferedSource.SIZE);
  }

  @Override
  public BufferedSink sink(Transport transport) {
    return new BufferedSink(transport, BufferedSink.SIZE);
  }

  @Override
  public void recycle(BufferedSource source) {}

  @Override
  public void recycle(BufferedSink sink) {}
}
