package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Handler;
import io.poolbench.scenarios.http.MemoryTransport;
import io.poolbench.scenarios.http.NumberedRequest;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.Transport;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Serves connections in memory, without keep-alive: the server accepts them, serves and closes
 * each, and the operation waits for the last close. No sockets; parsing and the closing handshake
 * are real.
 */
final class FakeConnection implements Operation {

  private final NumberedRequest request = new NumberedRequest(BufioreuseTechnique.REQUEST);
  private final Server server;
  private final List<MemoryTransport> connections = new ArrayList<>();

  private FakeConnection(Buffers buffers, Handler handler, int connections, boolean onOneThread) {
    Server server = new Server(buffers, request.answeredBy(handler));
    this.server = onOneThread ? server.onOneThread() : server;
    for (int connection = 0; connection < connections; connection++) {
      this.connections.add(new MemoryTransport(request.next()));
    }
  }

  /** Makes an operation of one connection, served on the calling thread. */
  static FakeConnection onOneThread(Buffers buffers) {
    return new FakeConnection(buffers, BufioreuseTechnique.HELLO, 1, true);
  }

  /**
   * Makes an operation of one connection, served on a virtual thread of its own, as in the seed.
   */
  static FakeConnection onThreads(Buffers buffers) {
    return new FakeConnection(buffers, BufioreuseTechnique.HELLO, 1, false);
  }

  /**
   * Makes an operation of so many connections at once, each served on a virtual thread of its own.
   */
  static FakeConnection burst(Buffers buffers, int connections) {
    return new FakeConnection(buffers, Together.answering(connections), connections, false);
  }

  @Override
  public long run() throws Exception {
    request.next();
    connections.forEach(MemoryTransport::reopen);
    Iterator<MemoryTransport> arriving = connections.iterator();
    server.serve(() -> next(arriving));
    long digest = 0;
    for (MemoryTransport connection : connections) {
      digest = 31 * digest + connection.awaitClose();
    }
    return digest;
  }

  private static @Nullable Transport next(Iterator<MemoryTransport> arriving) {
    return arriving.hasNext() ? arriving.next() : null;
  }
}
