package io.poolbench.scenarios.hijackbuf;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.http.Handler;
import io.poolbench.scenarios.http.Hijacked;
import io.poolbench.scenarios.http.MemoryTransport;
import io.poolbench.scenarios.http.NewBuffers;
import io.poolbench.scenarios.http.Request;
import io.poolbench.scenarios.http.Response;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.Takeover;
import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Takes over one connection in memory: the server accepts and serves it, the handler takes it over
 * and closes it, and the operation waits for the close.
 */
final class FakeHijack implements Operation {

  private final Server server;
  private final MemoryTransport connection = new MemoryTransport(HijackbufTechnique.REQUEST);
  private boolean accepted;

  /** The hijacker keeps what it got, or the compiler would see that nobody ever writes to it. */
  private @Nullable Hijacked taken;

  private FakeHijack(Takeover takeover, Threading threading) {
    Handler handler =
        threading == Threading.READ_PENDING ? this::takeFromPendingRead : this::takeAndClose;
    Server onThreads = new Server(new NewBuffers(), handler, takeover);
    server = threading == Threading.ONE ? onThreads.onOneThread() : onThreads;
  }

  private enum Threading {
    ONE,
    HANDED_OVER,
    READ_PENDING
  }

  /** Makes an operation that serves on the calling thread. */
  static FakeHijack onOneThread(Takeover takeover) {
    return new FakeHijack(takeover, Threading.ONE);
  }

  /** Makes an operation that serves on a virtual thread of its own, as in the seed. */
  static FakeHijack onThreads(Takeover takeover) {
    return new FakeHijack(takeover, Threading.HANDED_OVER);
  }

  /**
   * Makes an operation as {@link #onThreads} does, while one more thread reads in the background,
   * which the takeover aborts.
   */
  static FakeHijack withReadPending(Takeover takeover) {
    return new FakeHijack(takeover, Threading.READ_PENDING);
  }

  private void takeAndClose(Request request, Response response) throws IOException {
    Hijacked hijacked = response.hijack();
    taken = hijacked;
    hijacked.transport().close();
  }

  private void takeFromPendingRead(Request request, Response response) throws IOException {
    response.whenPeerGone(() -> {});
    try {
      connection.awaitPendingRead();
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted before the read was pending");
    }
    takeAndClose(request, response);
  }

  @Override
  public long run() throws Exception {
    connection.reopen();
    accepted = false;
    taken = null;
    server.serve(this::acceptOnce);
    long digest = connection.awaitClose();
    if (taken == null) {
      throw new IllegalStateException("the connection was closed, and not taken over");
    }
    return digest;
  }

  /**
   * Proves once, since every run must cost no more than the seed's, that the hijacker's writer
   * leads to the connection.
   *
   * @throws IllegalStateException when nothing has arrived there
   */
  @Override
  public void close() throws Exception {
    Hijacked hijacked = taken;
    if (hijacked == null) {
      return;
    }
    connection.reopen();
    hijacked.sink().write(new byte[1], 0, 1);
    hijacked.sink().flush();
    hijacked.transport().close();
    if (connection.awaitClose() == 0) {
      throw new IllegalStateException(
          "the hijacker's writer leads nowhere: a byte that it has flushed did not arrive");
    }
  }

  private @Nullable Transport acceptOnce() {
    if (accepted) {
      return null;
    }
    accepted = true;
    return connection;
  }
}
