package io.poolbench.scenarios.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a transport through {@value #SIZE} bytes; the transport can be switched. A failure is
 * sticky: nothing is written after it, since the peer would see a gap.
 */
public final class BufferedSink {

  /** Bytes of the buffer, as in Go's bufio. */
  public static final int SIZE = 4096;

  private final byte[] buffer = new byte[SIZE];
  private @Nullable Transport transport;
  private @Nullable IOException failure;
  private int length;

  public BufferedSink(Transport transport) {
    this.transport = transport;
  }

  /** Starts to write to another transport; only for a sink that was detached. */
  public void attach(Transport next) {
    transport = next;
  }

  /**
   * Lets go of the transport, unless bytes or a failure are left in here: then the sink can serve
   * no other connection.
   *
   * @return whether it was attached, and is now detached and clean
   */
  public boolean detach() {
    boolean clean = transport != null && failure == null && length == 0;
    transport = null;
    return clean;
  }

  /** Bytes that were written here and not yet to the transport. */
  public int buffered() {
    return length;
  }

  /**
   * Writes all of it, to the transport as the buffer fills.
   *
   * @throws IOException when this or an earlier write to the transport failed
   */
  public void write(byte[] bytes, int offset, int count) throws IOException {
    int from = offset;
    int left = count;
    while (left > 0) {
      if (length == SIZE) {
        flush();
      }
      int part = Math.min(left, SIZE - length);
      System.arraycopy(bytes, from, buffer, length, part);
      length += part;
      from += part;
      left -= part;
    }
  }

  /**
   * Writes the characters as single bytes; what is no Latin-1 character becomes a question mark.
   */
  void write(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      if (length == SIZE) {
        flush();
      }
      char c = text.charAt(i);
      buffer[length++] = (byte) (c < 256 ? c : '?');
    }
  }

  /**
   * Hands what is buffered to the transport.
   *
   * @throws IOException when this or an earlier write to the transport failed
   */
  public void flush() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (transport == null) {
      throw new IOException("the connection of this writer has ended");
    }
    try {
      transport.write(buffer, 0, length);
      length = 0;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
