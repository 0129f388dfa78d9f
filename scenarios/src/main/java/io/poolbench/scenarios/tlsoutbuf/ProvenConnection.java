package io.poolbench.scenarios.tlsoutbuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/** A live engine whose records go to a sink, and the peer's engine, which can decrypt them. */
final class ProvenConnection implements AutoCloseable {

  private final TlsConnection connection;
  private final CountingSink sink = new CountingSink();
  private final Supplier<RecordWriter> half;

  /**
   * The data that is written by turns, so that what lay in a buffer from the last write is not
   * enough.
   */
  private final ByteBuffer[] data = new ByteBuffer[2];

  private ProvenConnection(TlsConnection connection, LiveWrite.Halves halves, int length) {
    this.connection = connection;
    half = halves.of(connection.server().engine(), sink);
    for (int which = 0; which < data.length; which++) {
      data[which] = ByteBuffer.allocate(length);
      for (int at = 0; at < length; at++) {
        data[which].put(at, (byte) ((31 + which) * at));
      }
    }
  }

  static ProvenConnection open(Tls tls, LiveWrite.Halves halves, int length) throws IOException {
    return new ProvenConnection(TlsConnection.open(tls), halves, length);
  }

  /** Writes once, and returns a digest of the headers of the records that came out. */
  long write(long turn) throws IOException {
    sink.begin();
    half.get().write(data[(int) (turn & 1)].clear());
    return sink.headers();
  }

  /**
   * Writes each data once, and returns a digest of what the peer decrypts.
   *
   * @throws SSLException when it is no sequence of whole records, or not the next one
   */
  long prove() throws IOException {
    CRC32 digest = new CRC32();
    for (int turn = 0; turn < data.length; turn++) {
      ByteBuffer records = ByteBuffer.allocate(2 * TlsoutbufTechnique.PACKET_BYTES);
      sink.keepIn(records);
      try {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(write(turn)).flip());
      } finally {
        sink.keepIn(null);
      }
      digest.update(decrypted(records.flip()));
    }
    return digest.getValue();
  }

  private ByteBuffer decrypted(ByteBuffer records) throws IOException {
    SSLEngine peer = connection.client().engine();
    ByteBuffer plain = ByteBuffer.allocate(2 * TlsoutbufTechnique.PACKET_BYTES);
    while (records.hasRemaining()) {
      SSLEngineResult result = peer.unwrap(records, plain);
      if (result.bytesConsumed() == 0) {
        throw new SSLException(
            "%d bytes were sent that the peer cannot decrypt: %s"
                .formatted(records.remaining(), result));
      }
    }
    return plain.flip();
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }
}
