package io.poolbench.scenarios.http;

/** Gives a connection its buffered reader and writer, and takes them back at its end. */
public interface Buffers {

  BufferedSource source(Transport transport);

  BufferedSink sink(Transport transport);

  /** Takes back the source of a connection that has ended and will not touch it again. */
  void recycle(BufferedSource source);

  /**
   * Takes back the sink of a connection that has ended, after a last flush, and will not touch it
   * again.
   */
  void recycle(BufferedSink sink);
}
