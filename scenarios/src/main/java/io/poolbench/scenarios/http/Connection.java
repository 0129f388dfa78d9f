package io.poolbench.scenarios.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One connection from its first request to its end. */
final class Connection implements Runnable {

  private final Transport transport;
  private final Handler handler;
  private final Buffers buffers;
  private final BufferedSource source;
  private final BufferedSink sink;

  Connection(Transport transport, Buffers buffers, Handler handler) {
    this.transport = transport;
    this.handler = handler;
    this.buffers = buffers;
    this.source = buffers.source(transport);
    this.sink = buffers.sink(transport);
  }

  @Override
  public void run() {
    try (transport) {
      try {
        while (serveOne()) {}
      } catch (MalformedRequestException e) {
        sink.write(Response.BAD_REQUEST, 0, Response.BAD_REQUEST.length);
        sink.flush();
      } finally {
        buffers.recycle(source);
        buffers.recycle(sink);
      }
    } catch (IOException e) {
      // The peer is gone, and nobody else waits for this connection.
    }
  }

  /** Serves the next request; false when the connection must not go on. */
  private boolean serveOne() throws IOException {
    @Nullable Request request = Request.read(source);
    if (request == null) {
      return false;
    }
    Response response = new Response(sink, request.wantsKeepAlive());
    try {
      handler.handle(request, response);
    } finally {
      request.end();
    }
    return response.end() && request.isWholeRead();
  }
}
