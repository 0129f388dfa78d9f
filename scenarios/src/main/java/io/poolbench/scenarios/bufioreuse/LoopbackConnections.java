package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.Handler;
import io.poolbench.scenarios.http.LoopbackServer;
import io.poolbench.scenarios.http.NumberedRequest;
import io.poolbench.scenarios.http.Server;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.zip.CRC32;

/**
 * Sends the same request over TCP connections of its own on the loopback interface; with more than
 * one, no handler answers before all are being served.
 */
final class LoopbackConnections implements Operation {

  private final NumberedRequest request = new NumberedRequest(BufioreuseTechnique.REQUEST);
  private final LoopbackServer server;
  private final Socket[] open;
  private final CRC32 received = new CRC32();
  private final byte[] buffer = new byte[1024];

  LoopbackConnections(Buffers buffers, int connections) throws IOException {
    open = new Socket[connections];
    Handler handler =
        connections == 1 ? BufioreuseTechnique.HELLO : Together.answering(connections);
    server = new LoopbackServer(new Server(buffers, request.answeredBy(handler)));
  }

  @Override
  public long run() throws IOException {
    received.reset();
    byte[] asking = request.next();
    for (int connection = 0; connection < open.length; connection++) {
      Socket socket = server.connect();
      open[connection] = socket;
      // The server closes first and would keep every port in TIME_WAIT; a reset frees it at once,
      // so that a run does not end when the ports do.
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(asking);
    }
    for (Socket socket : open) {
      receive(socket);
    }
    return received.getValue();
  }

  private void receive(Socket socket) throws IOException {
    try (socket) {
      InputStream in = socket.getInputStream();
      int count;
      while ((count = in.read(buffer)) > 0) {
        received.update(buffer, 0, count);
      }
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
