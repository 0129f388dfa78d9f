package io.poolbench.scenarios.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes to a transport through a buffer. A failure is sticky: nothing is written after it, since
 * the peer would see a gap. Open to be extended by what a pool must know of it.
 */
public class BufferedSink {

  /** The bytes of a connection's buffer, as in Go's bufio. */
  public static final int SIZE = 4096;

  private final byte[] buffer;
  private @Nullable Transport transport;
  private @Nullable IOException failure;
  private int length;

  /**
   * @param transport null for one that is to be {@link #reset} first
   * @param size of the buffer in bytes
   */
  public BufferedSink(@Nullable Transport transport, int size) {
    this.transport = transport;
    this.buffer = new byte[size];
  }

  /** Returns how many bytes were written here and not yet to the transport. */
  public final int buffered() {
    return length;
  }

  /** Tells whether every byte has gone to the transport and no write to it has failed. */
  public final boolean isClean() {
    return length == 0 && failure == null;
  }

  /** Drops what is buffered and any failure, and goes on with another transport, or with none. */
  public final void reset(@Nullable Transport next) {
    transport = next;
    failure = null;
    length = 0;
  }

  /**
   * Writes all of it, to the transport as the buffer fills.
   *
   * @throws IOException when this or an earlier write to the transport failed
   */
  public final void write(byte[] bytes, int offset, int count) throws IOException {
    int from = offset;
    int left = count;
    while (left > 0) {
      if (length == buffer.length) {
        flush();
      }
      int part = Math.min(left, buffer.length - length);
      System.arraycopy(bytes, from, buffer, length, part);
      length += part;
      from += part;
      left -= part;
    }
  }

  /**
   * Writes the characters as single bytes; what is no Latin-1 character becomes a question mark.
   */
  final void write(String text) throws IOException {
    for (int i = 0; i < text.length(); i++) {
      if (length == buffer.length) {
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
  public final void flush() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (length == 0) {
      return;
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
