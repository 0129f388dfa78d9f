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
import org.jspecify.annotations.Nullable;

/**
 * Connections over TCP that were taken over, whose handlers have returned, and that are held open.
 * What can be reached from here is the server's side alone; its peers are in another process.
 */
final class HeldConnections implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  private final int patienceSeconds;
  private final List<Hijacked> held;

  /** Null until it was started. */
  private @Nullable Process peers;

  HeldConnections(Takeover takeover, int count) throws Exception {
    this(takeover, count, PATIENCE_SECONDS);
  }

  /**
   * @param patienceSeconds how long each connection, and in the end the handlers, may take
   */
  HeldConnections(Takeover takeover, int count, int patienceSeconds) throws Exception {
    this.patienceSeconds = patienceSeconds;
    held = new ArrayList<>(count);
    BlockingQueue<Hijacked> taken = new LinkedBlockingQueue<>();
    AtomicInteger returned = new AtomicInteger();
    Server hijacking =
        new Server(
            new NewBuffers(),
            (request, response) -> taken.add(response.hijack()),
            new Counting(takeover, returned));
    try (LoopbackServer server = new LoopbackServer(hijacking)) {
      Process connecting = Peers.connect(server.port(), count);
      peers = connecting;
      for (int opened = 0; opened < count; opened++) {
        held.add(next(taken, connecting));
      }
      awaitAll(returned, count);
    } catch (Throwable e) {
      taken.drainTo(held);
      close();
      throw e;
    }
  }

  private void awaitAll(AtomicInteger returned, int count) throws InterruptedException {
    long start = System.nanoTime();
    while (returned.get() < count) {
      if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(patienceSeconds)) {
        throw new IllegalStateException(
            "of %d handlers that have taken a connection over, %d have returned within %d s: see the errors of the server above"
                .formatted(count, returned.get(), patienceSeconds));
      }
      Thread.sleep(1);
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

  private Hijacked next(BlockingQueue<Hijacked> taken, Process connecting)
      throws InterruptedException {
    Hijacked next = taken.poll(patienceSeconds, TimeUnit.SECONDS);
    if (next == null) {
      throw new IllegalStateException(
          "%d connections, and no more within %d s; the process of the peers %s: see its errors above"
              .formatted(
                  held.size(),
                  patienceSeconds,
                  connecting.isAlive()
                      ? "still runs"
                      : "has ended with " + connecting.exitValue()));
    }
    return next;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Hijacked hijacked : held) {
      hijacked.transport().close();
    }
    if (peers != null) {
      peers.destroy();
      peers.waitFor();
    }
  }
}
