package io.poolbench.scenarios.http;

import java.io.Closeable;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/** The bytes of one connection, without buffering. */
public interface Transport extends Closeable {

  /**
   * Reads what is there, waiting for at least one byte.
   *
   * @return how many bytes were read, or -1 at the end
   */
  int read(byte[] target, int offset, int length) throws IOException;

  /**
   * Reads what is there, waiting for at least one byte until the read is aborted. Whoever aborts it
   * lets {@code aborted} say so first, and then unparks the thread that reads.
   *
   * @return as {@link #read}, or 0 when it was aborted and has taken nothing
   */
  default int readUnless(BooleanSupplier aborted, byte[] target, int offset, int length)
      throws IOException {
    return read(target, offset, length);
  }

  /** Writes all of it. */
  void write(byte[] bytes, int offset, int length) throws IOException;
}
