package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.MemoryTransport;
import io.poolbench.scenarios.http.NumberedRequest;
import io.poolbench.scenarios.http.Request;
import io.poolbench.scenarios.http.Response;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Serves several connections at once on one thread: each handler has the next connection served
 * before it answers, so that at the innermost all buffers are held, and nothing depends on a
 * scheduler.
 */
final class NestedBurst implements Operation {

  private final NumberedRequest request = new NumberedRequest(BufioreuseTechnique.REQUEST);
  private final Server server;
  private final MemoryTransport[] connections;
  private int served;

  NestedBurst(Buffers buffers, int count) {
    server = new Server(buffers, request.answeredBy(this::serveNextThenAnswer)).onOneThread();
    connections = new MemoryTransport[count];
    for (int connection = 0; connection < count; connection++) {
      connections[connection] = new MemoryTransport(request.next());
    }
  }

  private void serveNextThenAnswer(Request request, Response response) throws IOException {
    server.serve(this::next);
    BufioreuseTechnique.HELLO.handle(request, response);
  }

  private @Nullable Transport next() {
    return served == connections.length ? null : connections[served++];
  }

  @Override
  public long run() throws Exception {
    request.next();
    for (MemoryTransport connection : connections) {
      connection.reopen();
    }
    served = 0;
    server.serve(this::next);
    long digest = 0;
    for (MemoryTransport connection : connections) {
      digest = 31 * digest + connection.awaitClose();
    }
    return digest;
  }
}
