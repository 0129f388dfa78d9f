package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.LoopbackServer;
import io.poolbench.scenarios.http.Server;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.zip.CRC32;

/** The same request over a TCP connection of its own on the loopback interface. */
final class LoopbackConnection implements Operation {

  private final LoopbackServer server;
  private final CRC32 received = new CRC32();
  private final byte[] buffer = new byte[1024];

  LoopbackConnection(Buffers buffers) throws IOException {
    server = new LoopbackServer(new Server(buffers, Bufioreuse.HELLO));
  }

  @Override
  public long run() throws IOException {
    received.reset();
    try (Socket socket = server.connect()) {
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
    server.close();
  }
}
