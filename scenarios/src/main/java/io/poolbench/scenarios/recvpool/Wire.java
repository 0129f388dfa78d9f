package io.poolbench.scenarios.recvpool;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** One end of a connection. Closing it also ends what waits at the other end, and at this one. */
record Wire(InputStream in, OutputStream out, Closeable closing) implements Closeable {

  /** Both ends. */
  record Ends(Wire client, Wire server) {}

  /** Connects two ends. */
  @FunctionalInterface
  interface Connecting {
    Ends connect() throws IOException;
  }

  /** A connection in memory, see {@link MemoryPipe}. */
  static Ends inMemory() {
    MemoryPipe toServer = new MemoryPipe();
    MemoryPipe toClient = new MemoryPipe();
    Closeable closing =
        () -> {
          toServer.close();
          toClient.close();
        };
    return new Ends(
        new Wire(toClient.in(), toServer.out(), closing),
        new Wire(toServer.in(), toClient.out(), closing));
  }

  /** A TCP connection over the loopback interface. */
  static Ends loopback() throws IOException {
    try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Socket client = new Socket(listening.getInetAddress(), listening.getLocalPort());
      return new Ends(of(client), of(listening.accept()));
    }
  }

  private static Wire of(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return new Wire(socket.getInputStream(), socket.getOutputStream(), socket);
  }

  @Override
  public void close() throws IOException {
    closing.close();
  }
}
