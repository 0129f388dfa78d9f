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
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Connections over TCP that were taken over, whose handlers have returned, and that are held open.
 * What can be reached from here is the server's side alone: the peers would be other machines, and
 * their sockets live on the stack of a thread.
 */
final class HeldConnections implements AutoCloseable {

  private final List<Hijacked> held = new ArrayList<>();
  private final CountDownLatch done = new CountDownLatch(1);
  private final CountDownLatch gone = new CountDownLatch(1);

  HeldConnections(Takeover takeover, int count) throws Exception {
    BlockingQueue<Hijacked> taken = new LinkedBlockingQueue<>();
    CountDownLatch returned = new CountDownLatch(count);
    Server hijacking =
        new Server(
            new NewBuffers(),
            (request, response) -> taken.add(response.hijack()),
            new Counting(takeover, returned));
    try (LoopbackServer server = new LoopbackServer(hijacking)) {
      Thread.ofPlatform().daemon().name("peers").start(() -> connect(server, count, done, gone));
      for (int opened = 0; opened < count; opened++) {
        held.add(taken.take());
      }
      returned.await();
    }
  }

  /** Counts the handlers that have returned. */
  private record Counting(Takeover takeover, CountDownLatch returned) implements Takeover {
    @Override
    public BufferedSink sink(BufferedSink current, Transport transport) throws IOException {
      return takeover.sink(current, transport);
    }

    @Override
    public void handlerReturned(ConnectionReader reader) {
      takeover.handlerReturned(reader);
      returned.countDown();
    }
  }

  private static void connect(
      LoopbackServer server, int count, CountDownLatch done, CountDownLatch gone) {
    List<Socket> peers = new ArrayList<>();
    try {
      for (int opened = 0; opened < count; opened++) {
        Socket socket = server.connect();
        peers.add(socket);
        socket.getOutputStream().write(Hijackbuf.REQUEST);
      }
      done.await();
      for (Socket peer : peers) {
        peer.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      gone.countDown();
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    for (Hijacked hijacked : held) {
      hijacked.transport().close();
    }
    done.countDown();
    gone.await();
  }
}
