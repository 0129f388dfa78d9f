package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.http.Buffers;
import io.poolbench.scenarios.http.LoopbackServer;
import io.poolbench.scenarios.http.NumberedRequest;
import io.poolbench.scenarios.http.Request;
import io.poolbench.scenarios.http.Response;
import io.poolbench.scenarios.http.Server;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.zip.CRC32;

/**
 * Sends one request after the other over one TCP connection that is kept alive: its buffers are
 * made once in either variant, so that reuse has nothing to save here.
 */
final class KeptConnection implements Operation {

  private final NumberedRequest request = new NumberedRequest(BufioreuseTechnique.REQUEST_KEPT);
  private final LoopbackServer server;
  private final Socket socket;
  private final byte[] buffer = new byte[1024];

  KeptConnection(Buffers buffers) throws IOException {
    server = new LoopbackServer(new Server(buffers, request.answeredBy(KeptConnection::hello)));
    socket = server.connect();
    socket.setTcpNoDelay(true);
  }

  /**
   * Answers and announces the length: a server that keeps a connection has to say where the
   * response ends.
   */
  private static void hello(Request request, Response response) throws IOException {
    response.length(BufioreuseTechnique.BODY.length);
    BufioreuseTechnique.HELLO.handle(request, response);
  }

  @Override
  public long run() throws IOException {
    socket.getOutputStream().write(request.next());
    InputStream in = socket.getInputStream();
    int received = 0;
    while (!endsWithBody(received)) {
      int count = in.read(buffer, received, buffer.length - received);
      if (count < 0) {
        throw new EOFException("the server closed a connection that it was to keep");
      }
      received += count;
    }
    CRC32 digest = new CRC32();
    digest.update(buffer, 0, received);
    return digest.getValue();
  }

  private boolean endsWithBody(int received) {
    byte[] body = BufioreuseTechnique.BODY;
    int from = received - body.length;
    return from >= 0 && Arrays.equals(buffer, from, received, body, 0, body.length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    server.close();
  }
}
