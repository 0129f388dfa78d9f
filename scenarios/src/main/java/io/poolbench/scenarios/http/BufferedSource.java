package io.poolbench.scenarios.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads a transport through a buffer. Its end and a failure are sticky: nothing is read after them,
 * since bytes may be missing. Open to be extended by what a pool must know of it.
 */
public class BufferedSource {

  /** The bytes of a connection's buffer, as in Go's bufio. */
  public static final int SIZE = 4096;

  private final byte[] buffer;
  private @Nullable Transport transport;
  private @Nullable IOException failure;
  private boolean ended;
  private int position;
  private int limit;

  /**
   * @param transport null for one that is to be {@link #reset} first
   * @param size of the buffer in bytes
   */
  public BufferedSource(@Nullable Transport transport, int size) {
    this.transport = transport;
    this.buffer = new byte[size];
  }

  /** Drops what is buffered, never reading the transport for it. */
  public final void discard() {
    position = 0;
    limit = 0;
  }

  /** Forgets that the transport has ended or failed. */
  public final void clearFailure() {
    failure = null;
    ended = false;
  }

  /** Drops what is buffered and any failure, and goes on with another transport, or with none. */
  public final void reset(@Nullable Transport next) {
    transport = next;
    discard();
    clearFailure();
  }

  /** Returns how many bytes were read from the transport and not yet from here. */
  public final int buffered() {
    return limit - position;
  }

  /**
   * Reads up to {@code length} bytes, waiting for at least one.
   *
   * @return how many, or -1 at the end
   */
  public final int read(byte[] target, int offset, int length) throws IOException {
    if (position == limit && !fill()) {
      return -1;
    }
    int count = Math.min(length, limit - position);
    System.arraycopy(buffer, position, target, offset, count);
    position += count;
    return count;
  }

  /**
   * Reads to the next line feed, which may stand behind a carriage return; neither is returned.
   *
   * @return the line, or null at the end
   * @throws MalformedRequestException when the line does not fit the buffer
   * @throws EOFException when the transport ends within the line
   */
  final @Nullable String readLine() throws IOException {
    int scanned = position;
    while (true) {
      for (; scanned < limit; scanned++) {
        if (buffer[scanned] == '\n') {
          return lineTo(scanned);
        }
      }
      int pending = limit - position;
      scanned -= position;
      compact();
      if (pending == buffer.length) {
        throw new MalformedRequestException(
            "a line is longer than %d bytes".formatted(buffer.length));
      }
      if (!fill()) {
        if (pending == 0) {
          return null;
        }
        throw new EOFException("the connection ended within a line");
      }
    }
  }

  private String lineTo(int lineFeed) {
    int end = lineFeed > position && buffer[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
    String line = new String(buffer, position, end - position, StandardCharsets.ISO_8859_1);
    position = lineFeed + 1;
    return line;
  }

  private void compact() {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
  }

  /** Reads the transport once; false at its end. */
  private boolean fill() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (ended) {
      return false;
    }
    if (transport == null) {
      throw new IOException("the connection of this reader has ended");
    }
    if (position == limit) {
      discard();
    }
    try {
      int count = transport.read(buffer, limit, buffer.length - limit);
      limit += Math.max(count, 0);
      ended = count < 0;
      return count > 0;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }
}
