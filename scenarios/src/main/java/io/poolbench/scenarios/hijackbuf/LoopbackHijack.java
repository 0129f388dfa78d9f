package io.poolbench.scenarios.hijackbuf;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.http.Handler;
import io.poolbench.scenarios.http.Hijacked;
import io.poolbench.scenarios.http.LoopbackServer;
import io.poolbench.scenarios.http.NewBuffers;
import io.poolbench.scenarios.http.NumberedRequest;
import io.poolbench.scenarios.http.Server;
import io.poolbench.scenarios.http.Takeover;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.zip.CRC32;

/**
 * Takes a connection over as {@link FakeHijack} does, but over TCP: the hijacker greets in a
 * protocol of its own before it closes.
 */
final class LoopbackHijack implements Operation {

  private static final byte[] GREETING = "another protocol".getBytes(US_ASCII);

  private final NumberedRequest request = new NumberedRequest(HijackbufTechnique.REQUEST);
  private final LoopbackServer server;
  private final CRC32 received = new CRC32();
  private final byte[] buffer = new byte[1024];

  LoopbackHijack(Takeover takeover) throws IOException {
    Handler hijacking = (_, response) -> greetAndClose(response.hijack());
    server =
        new LoopbackServer(new Server(new NewBuffers(), request.answeredBy(hijacking), takeover));
  }

  private static void greetAndClose(Hijacked hijacked) throws IOException {
    hijacked.sink().write(GREETING, 0, GREETING.length);
    hijacked.sink().flush();
    hijacked.transport().close();
  }

  @Override
  public long run() throws IOException {
    received.reset();
    try (Socket socket = server.connect()) {
      // Frees the port at once, where it would wait a minute: a run must not end when the ports do.
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(request.next());
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
