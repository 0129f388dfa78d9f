package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Handler;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.SocketTransport;
import io.poolbench.scenarios.http.Transport;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** A server on the loopback interface, accepting on a thread of its own until it is closed. */
final class LoopbackServer implements Closeable {

  private static final int BACKLOG = 50;

  private final ServerSocket listening;

  LoopbackServer(Buffers buffers, Handler handler) throws IOException {
    listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Server server = new Server(buffers, handler);
    Thread.ofPlatform()
        .daemon()
        .name("accept")
        .start(
            () -> {
              try {
                server.serve(this::accept);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private @Nullable Transport accept() throws IOException {
    try {
      return new SocketTransport(listening.accept());
    } catch (SocketException e) {
      if (listening.isClosed()) {
        return null;
      }
      throw e;
    }
  }

  Socket connect() throws IOException {
    return new Socket(listening.getInetAddress(), listening.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
