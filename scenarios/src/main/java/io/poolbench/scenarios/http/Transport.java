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

  /**
   * Reads what is there or comes soon.
   *
   * @return as {@link #read}, or 0 when nothing came within so many milliseconds
   */
  default int readWithin(int millis, byte[] target, int offset, int length) throws IOException {
    return read(target, offset, length);
  }

  /** Writes all of it. */
  void write(byte[] bytes, int offset, int length) throws IOException;
}
