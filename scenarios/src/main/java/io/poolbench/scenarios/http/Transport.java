package io.poolbench.scenarios.http;

import java.io.Closeable;
import java.io.IOException;

/** The bytes of one connection, without buffering. */
public interface Transport extends Closeable {

  /**
   * Reads what is there, waiting for at least one byte.
   *
   * @return how many bytes were read, or -1 at the end
   */
  int read(byte[] target, int offset, int length) throws IOException;

  /** Writes all of it. */
  void write(byte[] bytes, int offset, int length) throws IOException;
}
