package io.poolbench.scenarios.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the handler answers. Headers go out with the first byte of the body; after the handler has
 * returned nothing goes out at all, because the writer may serve another connection already.
 */
public final class Response {

  private @Nullable BufferedSink sink;
  private final List<String> headers = new ArrayList<>(4);
  private int status = 200;
  private long length = -1;
  private boolean started;
  private boolean keepAlive;

  Response(BufferedSink sink, boolean keepAlive) {
    this.sink = sink;
    this.keepAlive = keepAlive;
  }

  /** Sets the status code, 200 unless set. */
  public void status(int code) throws IOException {
    requireHeadersOpen();
    status = code;
  }

  /** Adds a header. */
  public void header(String name, String value) throws IOException {
    requireHeadersOpen();
    if (name.indexOf('\n') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("a header is one line: " + name);
    }
    headers.add(name);
    headers.add(value);
  }

  /** Announces the length of the body, in bytes; without it the end of the connection ends it. */
  public void length(long bytes) throws IOException {
    requireHeadersOpen();
    length = bytes;
  }

  /**
   * Writes a part of the body.
   *
   * @throws IOException when the handler has returned, or the connection fails
   */
  public void write(byte[] body) throws IOException {
    BufferedSink open = requireOpen();
    start(open);
    open.write(body, 0, body.length);
  }

  /** The handler has returned: headers that still wait go out, and the writer is let go of. */
  boolean end() throws IOException {
    BufferedSink open = requireOpen();
    if (!started && length < 0) {
      length = 0;
    }
    start(open);
    open.flush();
    sink = null;
    return keepAlive;
  }

  private void start(BufferedSink open) throws IOException {
    if (started) {
      return;
    }
    started = true;
    keepAlive &= length >= 0;
    open.write("HTTP/1.1 ");
    open.write(STATUS_LINES[status - 100]);
    for (int i = 0; i < headers.size(); i += 2) {
      open.write(headers.get(i));
      open.write(": ");
      open.write(headers.get(i + 1));
      open.write("\r\n");
    }
    if (length >= 0) {
      open.write("Content-Length: ");
      open.write(Long.toString(length));
      open.write("\r\n");
    }
    open.write(keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
  }

  private BufferedSink requireOpen() throws IOException {
    if (sink == null) {
      throw new IOException("the handler has returned: the response is finished");
    }
    return sink;
  }

  private void requireHeadersOpen() throws IOException {
    requireOpen();
    if (started) {
      throw new IllegalStateException("the headers have been sent");
    }
  }

  private static final String[] STATUS_LINES = new String[500];

  static {
    for (int i = 0; i < STATUS_LINES.length; i++) {
      int code = i + 100;
      STATUS_LINES[i] = code + (code == 200 ? " OK" : code == 400 ? " Bad Request" : "") + "\r\n";
    }
  }

  static final byte[] BAD_REQUEST =
      "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
          .getBytes(ISO_8859_1);
}
