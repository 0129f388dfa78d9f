package io.poolbench.scenarios.tlsoutbuf;

import io.poolbench.scenarios.tlsoutbuf.TlsoutbufTechnique.Writers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Connections that are idle after one write of the server each. What is held is all that the
 * server's end of a connection needs: its socket, its engine, its writer, and the buffer into which
 * it reads. The peer would be another machine; of it the socket is kept, so that the connection
 * stays up, and the engine is not.
 */
final class IdleConnections implements AutoCloseable {

  static final int WRITTEN_BYTES = 100;

  /** One connection. */
  private record Idle(RecordWriter writer, TlsEnd server, SocketChannel client) {}

  private final List<Idle> idle;

  IdleConnections(Writers writers, int count) throws Exception {
    Tls tls = new Tls();
    // No room to grow: it would be a part of the footprint that is not the connections'.
    idle = new ArrayList<>(count);
    try {
      while (idle.size() < count) {
        idle.add(openAndWrite(writers, tls));
      }
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  private static Idle openAndWrite(Writers writers, Tls tls) throws IOException {
    TlsConnection connection = TlsConnection.open(tls);
    TlsEnd server = connection.server();
    RecordWriter writer = writers.open(RecordLayer.fresh(server.engine()), server.channel());
    writer.write(ByteBuffer.allocate(WRITTEN_BYTES));
    connection.client().read(ByteBuffer.allocate(2 * RecordLayer.LARGEST_PAYLOAD), WRITTEN_BYTES);
    return new Idle(writer, server, connection.client().channel());
  }

  @Override
  public void close() throws IOException {
    for (Idle connection : idle) {
      connection.server().channel().close();
      connection.client().close();
    }
  }
}
