package io.poolbench.scenarios.hijackbuf;

import io.poolbench.scenarios.http.Hijacked;
import io.poolbench.scenarios.http.LoopbackServer;
import io.poolbench.scenarios.http.NewBuffers;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.Takeover;
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

  HeldConnections(Takeover takeover, int count) throws Exception {
    BlockingQueue<Hijacked> taken = new LinkedBlockingQueue<>();
    Server hijacking =
        new Server(new NewBuffers(), (request, response) -> taken.add(response.hijack()), takeover);
    try (LoopbackServer server = new LoopbackServer(hijacking)) {
      Thread.ofPlatform().daemon().name("peers").start(() -> connect(server, count, done));
      for (int opened = 0; opened < count; opened++) {
        held.add(taken.take());
      }
    }
  }

  private static void connect(LoopbackServer server, int count, CountDownLatch done) {
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
    }
  }

  @Override
  public void close() throws IOException {
    for (Hijacked hijacked : held) {
      hijacked.transport().close();
    }
    done.countDown();
  }
}
