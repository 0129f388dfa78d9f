package io.poolbench.cli.shell;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Remembers why a stream, such as standard output, could not be written. */
public final class Printed extends FilterOutputStream {

  /** The system's message of a pipe whose reader, as {@code head}, has seen enough. */
  private static final String CLOSED = "Broken pipe";

  private @Nullable IOException failure;

  /** Writes to a stream. */
  public Printed(OutputStream out) {
    super(out);
  }

  /** Returns what the system said first; empty where all was written. */
  public String failure() {
    return failure == null ? "" : String.valueOf(failure.getMessage());
  }

  /** Tells whether the reader has gone, so that nobody is left who would want to know. */
  public boolean isClosedByItsReader() {
    return failure().contains(CLOSED);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      out.write(bytes, offset, length);
    } catch (IOException e) {
      failure = failure == null ? e : failure;
      throw e;
    }
  }
}
