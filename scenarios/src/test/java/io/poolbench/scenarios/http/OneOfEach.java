package io.poolbench.scenarios.http;

/** The same reader and writer for one connection after the other, as from a cache of one. */
final class OneOfEach implements Buffers {

  private final BufferedSource source = new BufferedSource(null, BufferedSource.SIZE);
  private final BufferedSink sink = new BufferedSink(null, BufferedSink.SIZE);

  @Override
  public BufferedSource source(Transport transport) {
    source.reset(transport);
    return source;
  }

  @Override
  public BufferedSink sink(Transport transport) {
    sink.reset(transport);
    return sink;
  }

  @Override
  public void recycle(BufferedSource recycled) {}

  @Override
  public void recycle(BufferedSink recycled) {}
}
