package io.poolbench.cli.shell;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Standard output, of which it is known why it could not be written. */
public final class Printed extends FilterOutputStream {

  /** What the system says of a pipe whose reader, as {@code head}, has seen enough. */
  private static final String CLOSED = "Broken pipe";

  private @Nullable IOException failure;

  /** Writes to a stream. */
  public Printed(OutputStream out) {
    super(out);
  }

  /** What the system said first; empty where all was written. */
  public String failure() {
    return failure == null ? "" : String.valueOf(failure.getMessage());
  }

  /** Whether there is nobody left who would want to know. */
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
