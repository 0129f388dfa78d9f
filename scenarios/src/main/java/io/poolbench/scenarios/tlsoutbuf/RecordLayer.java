package io.poolbench.scenarios.tlsoutbuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;

/**
 * Makes TLS records of application data and sends them, each with one write to the sink. Owns no
 * buffer and takes no lock: its caller, who holds the write lock, brings the same buffer again for
 * as long as a record waits in it.
 *
 * <p>Records start small and grow, as in Go, so that the peer can decrypt the first bytes before a
 * full record of them has come: the n-th record fills n TCP segments, up to the 16 KiB that TLS
 * allows.
 */
final class RecordLayer {

  /**
   * The bytes that a record adds: a header of 5 bytes, the type, 16 of padding (the JDK's habit),
   * the tag.
   */
  static final int OVERHEAD = 5 + 1 + 16 + 16;

  /** Payload of a record that fills one TCP segment of 1,208 bytes, Go's cautious estimate. */
  static final int SEGMENT_PAYLOAD = 1208 - OVERHEAD;

  /** The most bytes that a record can carry: RFC 8446, section 5.1. */
  static final int LARGEST_PAYLOAD = 16 << 10;

  private static final ByteBuffer NO_DATA = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final SSLEngine engine;
  private int payloadLimit;
  private boolean failed;

  private RecordLayer(SSLEngine engine, int payloadLimit) {
    this.engine = engine;
    this.payloadLimit = payloadLimit;
  }

  /** Makes the layer of a connection that has sent nothing yet: its first records are small. */
  static RecordLayer fresh(SSLEngine engine) {
    return new RecordLayer(engine, SEGMENT_PAYLOAD);
  }

  /** Makes the layer of a connection that has sent enough to send full records. */
  static RecordLayer warm(SSLEngine engine) {
    return new RecordLayer(engine, LARGEST_PAYLOAD);
  }

  /** Writes data as {@link RecordWriter#write} says. */
  boolean write(ByteBuffer data, OutBuffer out, WritableByteChannel sink) throws IOException {
    boolean sent = flush(out, sink);
    while (sent && data.hasRemaining()) {
      sealNext(data, out);
      sent = flush(out, sink);
    }
    return sent;
  }

  /** Closes as {@link RecordWriter#close} says. */
  boolean close(OutBuffer out, WritableByteChannel sink) throws IOException {
    engine.closeOutbound();
    boolean sent = flush(out, sink);
    while (sent && !engine.isOutboundDone()) {
      seal(NO_DATA, out);
      sent = flush(out, sink);
    }
    return sent;
  }

  private boolean flush(OutBuffer out, WritableByteChannel sink) throws IOException {
    if (failed) {
      throw new IOException("an earlier write failed within a record; close the socket");
    }
    try {
      out.drainTo(sink);
    } catch (Throwable e) {
      failed = true;
      out.clear();
      throw e;
    }
    return out.isEmpty();
  }

  /**
   * Seals the next record of the data; before it, one of the engine's own where that has something.
   */
  private void sealNext(ByteBuffer data, OutBuffer out) throws IOException {
    int end = data.limit();
    data.limit(data.position() + Math.min(data.remaining(), payloadLimit));
    try {
      seal(data, out);
    } finally {
      data.limit(end);
    }
    payloadLimit = Math.min(payloadLimit + SEGMENT_PAYLOAD, LARGEST_PAYLOAD);
  }

  private void seal(ByteBuffer data, OutBuffer out) throws IOException {
    if (data.hasRemaining() && engine.isOutboundDone()) {
      throw new ClosedChannelException();
    }
    try {
      SSLEngineResult result = out.seal(engine, data);
      if (result.bytesProduced() == 0) {
        throw new SSLException(
            "no record made of %d bytes of data: %s".formatted(data.remaining(), result));
      }
    } catch (Throwable e) {
      failed = true;
      throw e;
    }
  }
}
