package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Handler;
import io.poolbench.scenarios.http.MemoryTransport;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import org.jspecify.annotations.Nullable;

/**
 * Connections in memory, without keep-alive: the server accepts them, serves each on a virtual
 * thread of its own and closes it, and the operation waits for the last close. No sockets; parsing,
 * scheduling and the closing handshake are real.
 */
final class FakeConnection implements Operation {

  private final Server server;
  private final List<MemoryTransport> connections = new ArrayList<>();

  /** One connection at a time, as in the seed. */
  FakeConnection(Buffers buffers) {
    this(buffers, 1, Bufioreuse.HELLO);
  }

  private FakeConnection(Buffers buffers, int connections, Handler handler) {
    server = new Server(buffers, handler);
    for (int connection = 0; connection < connections; connection++) {
      this.connections.add(new MemoryTransport(Bufioreuse.REQUEST));
    }
  }

  /** So many at once: no handler answers before all are being served. */
  static FakeConnection burst(Buffers buffers, int connections) {
    CyclicBarrier together = new CyclicBarrier(connections);
    return new FakeConnection(
        buffers,
        connections,
        (request, response) -> {
          await(together);
          Bufioreuse.HELLO.handle(request, response);
        });
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

  private static void await(CyclicBarrier together) throws IOException {
    try {
      together.await();
    } catch (BrokenBarrierException e) {
      throw new IOException("another connection of the burst has failed", e);
    } catch (InterruptedException e) {
      throw new InterruptedIOException("interrupted within a burst");
    }
  }
}
