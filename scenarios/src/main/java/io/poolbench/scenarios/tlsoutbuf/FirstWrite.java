package io.poolbench.scenarios.tlsoutbuf;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.tlsoutbuf.Tlsoutbuf.Writers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;
import javax.net.ssl.SSLEngine;

/**
 * The first write of a connection, as in Go's benchmark without a handshake: the engine was
 * established once, and every run puts a new sending half around it.
 *
 * <p>The digest is the number of bytes that came out. Ciphertext differs from run to run, but its
 * length does not: the data, and 38 bytes for each record. The JDK adds a record of its own, a
 * KeyUpdate, once in 2^37 bytes.
 */
final class FirstWrite implements Operation {

  private final TlsConnection connection;
  private final Writers writers;
  private final Function<SSLEngine, RecordLayer> records;
  private final ByteBuffer data;
  private final CountingSink sink = new CountingSink();

  FirstWrite(Writers writers, Function<SSLEngine, RecordLayer> records, int length)
      throws Exception {
    this.writers = writers;
    this.records = records;
    data = ByteBuffer.allocate(length);
    connection = TlsConnection.open(new Tls());
  }

  @Override
  public long run() throws IOException {
    long before = sink.bytes();
    writers.open(records.apply(connection.server().engine()), sink).write(data.clear());
    return sink.bytes() - before;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
