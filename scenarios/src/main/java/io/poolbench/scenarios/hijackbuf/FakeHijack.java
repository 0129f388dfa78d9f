package io.poolbench.scenarios.hijackbuf;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.http.Hijacked;
import io.poolbench.scenarios.http.MemoryTransport;
import io.poolbench.scenarios.http.NewBuffers;
import io.poolbench.scenarios.http.Request;
import io.poolbench.scenarios.http.Response;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.Takeover;
import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * One connection in memory: the server accepts it and serves it on a virtual thread, the handler
 * takes it over and closes it, and the operation waits for the close.
 */
final class FakeHijack implements Operation {

  private final Server server;
  private final MemoryTransport connection = new MemoryTransport(Hijackbuf.REQUEST);
  private boolean accepted;

  /** The hijacker keeps what it got, or the compiler would see that nobody ever writes to it. */
  private @Nullable Hijacked taken;

  FakeHijack(Takeover takeover) {
    server = new Server(new NewBuffers(), this::takeAndClose, takeover);
  }

  private void takeAndClose(Request request, Response response) throws IOException {
    taken = response.hijack();
    taken.transport().close();
  }

  @Override
  public long run() throws Exception {
    connection.reopen();
    accepted = false;
    server.serve(this::acceptOnce);
    return connection.awaitClose();
  }

  private @Nullable Transport acceptOnce() {
    if (accepted) {
      return null;
    }
    accepted = true;
    return connection;
  }
}
