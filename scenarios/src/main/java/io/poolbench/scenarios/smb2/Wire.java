package io.poolbench.scenarios.smb2;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** One end of a connection. Closing it also ends what waits at the other end, and at this one. */
record Wire(InputStream in, OutputStream out, Closeable closing) implements Closeable {

  /** The two ends of a connection. */
  record Ends(Wire client, Wire server) {}

  /** Makes both ends of a connection in memory. */
  static Ends of(Pipe toServer, Pipe toClient) {
    Closeable closing =
        () -> {
          toServer.close();
          toClient.close();
        };
    return new Ends(
        new Wire(toClient.in(), toServer.out(), closing),
        new Wire(toServer.in(), toClient.out(), closing));
  }

  /** Makes an end of a TCP connection. */
  static Wire of(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return new Wire(socket.getInputStream(), socket.getOutputStream(), socket);
  }

  @Override
  public void close() throws IOException {
    closing.close();
  }
}
