package io.poolbench.scenarios.tlsoutbuf;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.tlsoutbuf.TlsoutbufTechnique.Writers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Exchanges a request and an answer on a few live connections over loopback, one connection after
 * the other: where a buffer that is kept costs nothing, and one that is borrowed costs a take and a
 * recycle for each write. One thread plays both ends, so that no hand-over between threads covers
 * that up.
 *
 * <p>There are two requests and two answers, and each connection has them by turns, so that what
 * lay in a buffer from the last write is wrong. The digest is made of the bytes that server and
 * client decrypted, in this turn and the last of the other kind.
 */
final class Steady implements Operation {

  static final int CONNECTIONS = 4;
  static final int REQUEST_BYTES = 100;
  static final int ANSWER_BYTES = 1024;
  private static final int TURNS = 2;

  /** A connection whose ends both write through the variant. */
  private record Session(
      TlsConnection connection, RecordWriter clientWriter, RecordWriter serverWriter) {}

  private final List<Session> sessions = new ArrayList<>();
  private final ByteBuffer[] requests = messages(REQUEST_BYTES);
  private final ByteBuffer[] answers = messages(ANSWER_BYTES);
  private final ByteBuffer plain = ByteBuffer.allocate(2 * RecordLayer.LARGEST_PAYLOAD);
  private final long[] digests = new long[TURNS];
  private int next;

  Steady(Writers writers) throws Exception {
    Tls tls = new Tls();
    for (int count = 0; count < CONNECTIONS; count++) {
      TlsConnection connection = TlsConnection.open(tls);
      sessions.add(
          new Session(
              connection, open(writers, connection.client()), open(writers, connection.server())));
    }
    // The first digest needs both kinds, too.
    for (int exchange = 0; exchange < TURNS * CONNECTIONS; exchange++) {
      exchange();
    }
  }

  private static ByteBuffer[] messages(int length) {
    ByteBuffer[] messages = new ByteBuffer[TURNS];
    for (int turn = 0; turn < TURNS; turn++) {
      messages[turn] = ByteBuffer.allocate(length);
      for (int at = 0; at < length; at++) {
        messages[turn].put(at, (byte) ((31 + turn) * at));
      }
    }
    return messages;
  }

  private static RecordWriter open(Writers writers, TlsEnd end) {
    return writers.open(RecordLayer.warm(end.engine()), end.channel());
  }

  @Override
  public long run() throws IOException {
    exchange();
    return digests[0] * 31 + digests[1];
  }

  private void exchange() throws IOException {
    Session session = sessions.get(next % CONNECTIONS);
    int turn = next / CONNECTIONS;
    next = (next + 1) % (TURNS * CONNECTIONS);
    session.clientWriter().write(requests[turn].clear());
    session.connection().server().read(plain.clear(), REQUEST_BYTES);
    long requested = digest(plain.flip());
    session.serverWriter().write(answers[turn].clear());
    session.connection().client().read(plain.clear(), ANSWER_BYTES);
    digests[turn] = requested * 31 + digest(plain.flip());
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
