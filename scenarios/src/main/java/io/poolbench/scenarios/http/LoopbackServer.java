package io.poolbench.scenarios.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/** Lets a server accept on the loopback interface, on a thread of its own, until it is closed. */
public final class LoopbackServer implements Closeable {

  /**
   * How many connections may wait to be accepted. Linux takes no more than {@code
   * net.core.somaxconn}; one that finds no room tries again after a second.
   */
  private static final int BACKLOG = 1024;

  private final ServerSocket listening;
  private final Thread accepting;

  public LoopbackServer(Server server) throws IOException {
    listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    accepting =
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

  /** Returns the port at which it listens on the loopback interface. */
  public int port() {
    return listening.getLocalPort();
  }

  /** Opens a new connection to it. */
  public Socket connect() throws IOException {
    return new Socket(listening.getInetAddress(), listening.getLocalPort());
  }

  /** Waits until the socket is closed, which is done by the thread that accepts. */
  @Override
  public void close() throws IOException {
    listening.close();
    try {
      accepting.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before the listening socket was closed");
    }
  }
}
