package io.poolbench.scenarios.hijackbuf;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.http.MemoryTransport;
import io.poolbench.scenarios.http.NewBuffers;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.Takeover;
import io.poolbench.scenarios.http.Transport;
import org.jspecify.annotations.Nullable;

/**
 * One connection in memory: the server accepts it and serves it on a virtual thread, the handler
 * takes it over and closes it, and the operation waits for the close.
 */
final class FakeHijack implements Operation {

  private final Server server;
  private final MemoryTransport connection = new MemoryTransport(Hijackbuf.REQUEST);
  private boolean accepted;

  FakeHijack(Takeover takeover) {
    server =
        new Server(
            new NewBuffers(),
            (request, response) -> response.hijack().transport().close(),
            takeover);
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
