package io.poolbench.scenarios.http;

/** Makes new buffers for every connection, left to the collector at its end. */
public final class NewBuffers implements Buffers {

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
