package io.poolbench.scenarios.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a handler. Headers go out with the first byte of the body; after the handler has
 * returned nothing goes out at all, because the writer may serve another connection already: who
 * writes has the lock of the response, and so has whoever takes the writer away (golang/go#19959).
 */
public final class Response {

  private final Connection connection;
  private final Request request;

  /** Null once the handler has returned or has taken the connection over. */
  private @Nullable BufferedSink sink;

  /** The action to call; or {@link Nobody#GONE}, when the peer is gone already, or the handler. */
  private final AtomicReference<@Nullable Runnable> whenPeerGone = new AtomicReference<>();

  private final List<String> headers = new ArrayList<>(4);
  private int status = 200;
  private long length = -1;
  private long written;
  private boolean started;
  private boolean keepAlive;
  private boolean handled;

  Response(Connection connection, Request request, BufferedSink sink) {
    this.connection = connection;
    this.request = request;
    this.sink = sink;
    this.keepAlive = request.wantsKeepAlive();
  }

  /** Sets the status code, 200 unless set. */
  public synchronized void status(int code) throws IOException {
    requireHeadersOpen();
    status = code;
  }

  /** Adds a header. */
  public synchronized void header(String name, String value) throws IOException {
    requireHeadersOpen();
    if (name.indexOf('\n') >= 0 || value.indexOf('\n') >= 0 || value.indexOf('\r') >= 0) {
      throw new IllegalArgumentException("a header is one line: " + name);
    }
    headers.add(name);
    headers.add(value);
  }

  /** Announces the length of the body, in bytes; without it the end of the connection ends it. */
  public synchronized void length(long bytes) throws IOException {
    requireHeadersOpen();
    length = bytes;
  }

  /**
   * Writes a part of the body.
   *
   * @throws IOException when the handler has returned, the body gets longer than announced, or the
   *     connection fails
   */
  public synchronized void write(byte[] body) throws IOException {
    BufferedSink open = requireOpen();
    if (length >= 0 && body.length > length - written) {
      // On a connection that is kept alive, the peer would take the rest for the next response.
      throw new IOException(
          "the body has %d bytes or more, but %d were announced; announce all or none"
              .formatted(written + body.length, length));
    }
    start(open);
    open.write(body, 0, body.length);
    written += body.length;
  }

  /**
   * Takes the connection over from the server, which from now on neither reads, writes nor closes
   * it. What was written of the response goes out first.
   *
   * @throws IOException when the handler has returned or has taken it already, or the connection
   *     fails
   */
  public synchronized Hijacked hijack() throws IOException {
    requireOpen();
    Hijacked taken = connection.hijack();
    sink = null;
    request.end();
    return taken;
  }

  /**
   * Calls back once when the peer ends the connection while the handler runs, on the thread that
   * reads the end, or on a thread of its own when a write fails, whose thread has the response:
   * from now on a read in the background looks out for that; after a {@link #hijack} only the reads
   * of whoever has taken the connection over do.
   *
   * @throws IOException when the handler has returned
   * @throws IllegalStateException when the body of the request is not read to its end, because what
   *     was read in the background would be missing from it; or at the second call
   */
  public void whenPeerGone(Runnable action) throws IOException {
    if (register(action)) {
      action.run();
    }
  }

  /** Registers the action, and tells whether the peer is gone already. */
  private synchronized boolean register(Runnable action) throws IOException {
    if (handled) {
      throw new IOException("the handler has returned: nobody looks out for the peer's end");
    }
    if (sink != null && !request.isWholeRead()) {
      throw new IllegalStateException("read the body of the request to its end first");
    }
    if (!whenPeerGone.compareAndSet(null, action)) {
      if (Nobody.GONE.equals(whenPeerGone.get())) {
        return true;
      }
      throw new IllegalStateException("one callback has been registered already: combine the two");
    }
    if (sink != null) {
      connection.lookOut();
    }
    return false;
  }

  /** Calls the action, if there is one; takes no lock, since the caller may have one. */
  void peerGone(Executor calling) {
    Runnable action = whenPeerGone.getAndSet(Nobody.GONE);
    if (action != null) {
      calling.execute(action);
    }
  }

  /** Refuses to register actions from now on: the handler has returned. */
  synchronized void handlerReturned() {
    handled = true;
  }

  /**
   * Sends what still waits, after the handler has returned, and nothing after it.
   *
   * @return whether the peer knows where the response ends and the next may follow
   */
  synchronized boolean end() throws IOException {
    BufferedSink open = requireOpen();
    letGo();
    if (!started && length < 0) {
      length = 0;
    }
    start(open);
    open.flush();
    return keepAlive && written == length;
  }

  /**
   * Gives up the writer, which may serve another connection now, whether the handler returned or
   * failed.
   */
  synchronized void letGo() {
    sink = null;
    handled = true;
    whenPeerGone.set(Nobody.GONE);
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
      throw new IOException("the handler has returned or has hijacked: the response is finished");
    }
    return sink;
  }

  private void requireHeadersOpen() throws IOException {
    requireOpen();
    if (started) {
      throw new IllegalStateException("the headers have been sent");
    }
  }

  /** Stands for the action when there is nobody to tell, or to tell of, any more. */
  private enum Nobody implements Runnable {
    GONE;

    @Override
    public void run() {}
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
