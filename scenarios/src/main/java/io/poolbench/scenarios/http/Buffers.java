package io.poolbench.scenarios.http;

/** Where a connection gets its buffered reader and writer from, and where they go at its end. */
public interface Buffers {

  BufferedSource source(Transport transport);

  BufferedSink sink(Transport transport);

  /** The connection has ended and will not touch this source again. */
  void recycle(BufferedSource source);

  /** The connection has ended, after a last flush, and will not touch this sink again. */
  void recycle(BufferedSink sink);
}
