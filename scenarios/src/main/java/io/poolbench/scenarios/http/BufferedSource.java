package io.poolbench.scenarios.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads a transport through {@value #SIZE} bytes; the transport can be switched. */
public final class BufferedSource {

  /** Bytes of the buffer, as in Go's bufio. */
  public static final int SIZE = 4096;

  private final byte[] buffer = new byte[SIZE];
  private @Nullable Transport transport;
  private int position;
  private int limit;

  public BufferedSource(Transport transport) {
    this.transport = transport;
  }

  /** Starts to read another transport, from an empty buffer. */
  public void attach(Transport next) {
    transport = next;
    position = 0;
    limit = 0;
  }

  /**
   * Drops what was buffered, never reading the transport for it, and lets go of the transport.
   *
   * @return whether there was a transport to let go of
   */
  public boolean detach() {
    boolean attached = transport != null;
    transport = null;
    position = 0;
    limit = 0;
    return attached;
  }

  /** Bytes that were read from the transport and not yet from here. */
  public int buffered() {
    return limit - position;
  }

  /**
   * Reads up to {@code length} bytes, waiting for at least one.
   *
   * @return how many, or -1 at the end
   */
  int read(byte[] target, int offset, int length) throws IOException {
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
  @Nullable String readLine() throws IOException {
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
      if (pending == SIZE) {
        throw new MalformedRequestException("a line is longer than %d bytes".formatted(SIZE));
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
    if (transport == null) {
      throw new IOException("the connection of this reader has ended");
    }
    if (position == limit) {
      position = 0;
      limit = 0;
    }
    int count = transport.read(buffer, limit, SIZE - limit);
    limit += Math.max(count, 0);
    return count > 0;
  }
}
