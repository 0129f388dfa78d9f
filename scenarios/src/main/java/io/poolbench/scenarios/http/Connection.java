package io.poolbench.scenarios.http;

import java.io.IOException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Serves one connection from its first request to its end, or until a handler takes it over. */
final class Connection implements Runnable {

  private final Transport transport;
  private final Handler handler;
  private final Buffers buffers;
  private final Takeover takeover;
  private final ConnectionReader reader;
  private final BufferedSource source;
  private final BufferedSink sink;

  /** The response that is being given; read by the thread that finds the peer gone. */
  private volatile @Nullable Response current;

  private volatile boolean hijacked;

  Connection(Transport transport, Buffers buffers, Handler handler, Takeover takeover) {
    this.transport = transport;
    this.handler = handler;
    this.buffers = buffers;
    this.takeover = takeover;
    this.reader = new ConnectionReader(transport, this);
    this.source = buffers.source(reader);
    this.sink = buffers.sink(new ConnectionWriter(transport, this));
  }

  @Override
  public void run() {
    try {
      serveAll();
    } catch (IOException e) {
      // The peer is gone, and nobody else waits for this connection.
    } finally {
      if (hijacked) {
        takeover.handlerReturned(reader);
      } else {
        end();
      }
    }
  }

  private void serveAll() throws IOException {
    try {
      while (serveOne()) {}
    } catch (MalformedRequestException e) {
      sink.write(Response.BAD_REQUEST, 0, Response.BAD_REQUEST.length);
    }
  }

  /** Serves the next request; false when the connection must not go on. */
  private boolean serveOne() throws IOException {
    @Nullable Request request = Request.read(source);
    if (request == null) {
      return false;
    }
    Response response = new Response(this, request, sink);
    current = response;
    try {
      handle(request, response);
      return !hijacked && response.end() && request.isWholeRead();
    } finally {
      response.letGo();
      if (!hijacked) {
        current = null;
      }
    }
  }

  private void handle(Request request, Response response) throws IOException {
    try {
      handler.handle(request, response);
    } finally {
      // First, or somebody could let the reader look out again, into the next request.
      response.handlerReturned();
      reader.endLookOut();
      request.end();
    }
  }

  private void end() {
    try {
      sink.flush();
    } catch (IOException e) {
      // The writer remembers it, and is not used again.
    }
    buffers.recycle(source);
    buffers.recycle(sink);
    try {
      transport.close();
    } catch (IOException e) {
      // It is closed for us all the same.
    }
  }

  /**
   * Takes the connection over: to be called once, under the lock of the response, which lets nobody
   * write meanwhile.
   */
  Hijacked hijack() throws IOException {
    reader.endLookOut();
    Hijacked taken = new Hijacked(transport, source, takeover.sink(sink, transport));
    hijacked = true;
    return taken;
  }

  void lookOut() {
    reader.lookOut();
  }

  /** Tells the handler, whose callback the executor runs. */
  void peerGone(Executor calling) {
    Response response = current;
    if (response != null) {
      response.peerGone(calling);
    }
  }
}
