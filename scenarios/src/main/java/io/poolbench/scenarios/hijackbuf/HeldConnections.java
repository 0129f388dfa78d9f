package io.poolbench.scenarios.hijackbuf;

import io.poolbench.scenarios.http.BufferedSink;
import io.poolbench.scenarios.http.ConnectionReader;
import io.poolbench.scenarios.http.Hijacked;
import io.poolbench.scenarios.http.LoopbackServer;
import io.poolbench.scenarios.http.NewBuffers;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.Takeover;
import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Connections over TCP that were taken over, whose handlers have returned, and that are held open.
 * What can be reached from here is the server's side alone; its peers are in another process.
 */
final class HeldConnections implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final List<Hijacked> held;
  private final Process peers;

  HeldConnections(Takeover takeover, int count) throws Exception {
    held = new ArrayList<>(count);
    BlockingQueue<Hijacked> taken = new LinkedBlockingQueue<>();
    AtomicInteger returned = new AtomicInteger();
    Server hijacking =
        new Server(
            new NewBuffers(),
            (request, response) -> taken.add(response.hijack()),
            new Counting(takeover, returned));
    try (LoopbackServer server = new LoopbackServer(hijacking)) {
      peers = Peers.connect(server.port(), count);
      for (int opened = 0; opened < count; opened++) {
        held.add(next(taken));
      }
      while (returned.get() < count) {
        Thread.sleep(1);
      }
    }
  }

  /** Counts the handlers that have returned; who waited at a latch would be counted with it. */
  private record Counting(Takeover takeover, AtomicInteger returned) implements Takeover {
    @Override
    public BufferedSink sink(BufferedSink current, Transport transport) throws IOException {
      return takeover.sink(current, transport);
    }

    @Override
    public void handlerReturned(ConnectionReader reader) {
      takeover.handlerReturned(reader);
      returned.incrementAndGet();
    }
  }

  private Hijacked next(BlockingQueue<Hijacked> taken) throws InterruptedException {
    Hijacked next = taken.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new IllegalStateException(
          "%d connections, and no more within %d s; the process of the peers %s: see its errors above"
              .formatted(
                  held.size(),
                  PATIENCE_SECONDS,
                  peers.isAlive() ? "still runs" : "has ended with " + peers.exitValue()));
    }
    return next;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Hijacked hijacked : held) {
      hijacked.transport().close();
    }
    peers.destroy();
    peers.waitFor();
  }
}
