package io.poolbench.scenarios.tlsoutbuf;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.tlsoutbuf.Tlsoutbuf.Writers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Request and answer on a few live connections over loopback, one connection after the other: where
 * a buffer that is kept costs nothing, and one that is borrowed costs a take and a recycle for each
 * write. One thread plays both ends, so that no hand-over between threads covers that up.
 *
 * <p>The digest is made of the bytes that server and client decrypted.
 */
final class Steady implements Operation {

  static final int CONNECTIONS = 4;
  static final int REQUEST_BYTES = 100;
  static final int ANSWER_BYTES = 1024;

  /** A connection whose ends both write through the variant. */
  private record Session(
      TlsConnection connection, RecordWriter clientWriter, RecordWriter serverWriter) {}

  private final List<Session> sessions = new ArrayList<>();
  private final ByteBuffer request = ByteBuffer.allocate(REQUEST_BYTES);
  private final ByteBuffer answer = ByteBuffer.allocate(ANSWER_BYTES);
  private final ByteBuffer plain = ByteBuffer.allocate(2 * RecordLayer.LARGEST_PAYLOAD);
  private int next;

  Steady(Writers writers) throws Exception {
    Tls tls = new Tls();
    fill(request, 17);
    fill(answer, 31);
    for (int count = 0; count < CONNECTIONS; count++) {
      TlsConnection connection = TlsConnection.open(tls);
      sessions.add(
          new Session(
              connection, open(writers, connection.client()), open(writers, connection.server())));
    }
  }

  private static void fill(ByteBuffer data, int step) {
    for (int at = 0; at < data.capacity(); at++) {
      data.put(at, (byte) (step * at));
    }
  }

  private static RecordWriter open(Writers writers, TlsEnd end) {
    return writers.open(RecordLayer.warm(end.engine()), end.channel());
  }

  @Override
  public long run() throws IOException {
    Session session = sessions.get(next);
    next = (next + 1) % CONNECTIONS;
    session.clientWriter().write(request.clear());
    session.connection().server().read(plain.clear(), REQUEST_BYTES);
    long requested = digest(plain.flip());
    session.serverWriter().write(answer.clear());
    session.connection().client().read(plain.clear(), ANSWER_BYTES);
    return requested * 31 + digest(plain.flip());
  }

  private static long digest(ByteBuffer plain) {
    long digest = plain.remaining();
    while (plain.remaining() >= Long.BYTES) {
      digest = digest * 31 + plain.getLong();
    }
    while (plain.hasRemaining()) {
      digest = digest * 31 + plain.get();
    }
    return digest;
  }

  @Override
  public void close() throws IOException {
    for (Session session : sessions) {
      session.connection().close();
    }
  }
}
