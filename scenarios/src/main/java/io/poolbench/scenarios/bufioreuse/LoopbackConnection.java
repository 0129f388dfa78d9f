package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.SocketTransport;
import io.poolbench.scenarios.http.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** The same request over a TCP connection of its own on the loopback interface. */
final class LoopbackConnection implements Operation {

  private static final int BACKLOG = 50;

  private final ServerSocket listening;
  private final CRC32 received = new CRC32();
  private final byte[] buffer = new byte[1024];

  LoopbackConnection(Buffers buffers) throws IOException {
    listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    Server server = new Server(buffers, Bufioreuse.HELLO);
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

  @Override
  public long run() throws IOException {
    received.reset();
    try (Socket socket = new Socket(listening.getInetAddress(), listening.getLocalPort())) {
      // The server closes first and would keep every port in TIME_WAIT; a reset frees it at once,
      // so that a run does not end when the ports do.
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(Bufioreuse.REQUEST);
      InputStream in = socket.getInputStream();
      int count;
      while ((count = in.read(buffer)) > 0) {
        received.update(buffer, 0, count);
      }
    }
    return received.getValue();
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
