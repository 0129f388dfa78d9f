package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.MemoryTransport;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.Transport;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Connections in memory, without keep-alive: the server accepts them, serves and closes each, and
 * the operation waits for the last close. No sockets; parsing and the closing handshake are real.
 */
final class FakeConnection implements Operation {

  private final Server server;
  private final List<MemoryTransport> connections = new ArrayList<>();

  private FakeConnection(Server server, int connections) {
    this.server = server;
    for (int connection = 0; connection < connections; connection++) {
      this.connections.add(new MemoryTransport(Bufioreuse.REQUEST));
    }
  }

  /** One connection, on the one thread that calls. */
  static FakeConnection onOneThread(Buffers buffers) {
    return new FakeConnection(new Server(buffers, Bufioreuse.HELLO).onOneThread(), 1);
  }

  /** One connection, served on a virtual thread of its own, as in the seed. */
  static FakeConnection onThreads(Buffers buffers) {
    return new FakeConnection(new Server(buffers, Bufioreuse.HELLO), 1);
  }

  /** So many at once, each on a virtual thread of its own. */
  static FakeConnection burst(Buffers buffers, int connections) {
    return new FakeConnection(new Server(buffers, Together.answering(connections)), connections);
  }

  @Override
  public long run() throws Exception {
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
