package io.poolbench.scenarios.tlsoutbuf;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;

/** One end of a TLS connection over a socket: shakes hands, then reads. Not thread-safe. */
final class TlsEnd {

  private static final ByteBuffer NO_DATA = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final SocketChannel channel;
  private final SSLEngine engine;

  /** Ciphertext that came in, from 0 to the position. */
  private final ByteBuffer received;

  TlsEnd(SocketChannel channel, SSLEngine engine) {
    this.channel = channel;
    this.engine = engine;
    received = ByteBuffer.allocate(2 * engine.getSession().getPacketBufferSize());
  }

  SocketChannel channel() {
    return channel;
  }

  SSLEngine engine() {
    return engine;
  }

  boolean isShakingHands() {
    return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
  }

  /** Goes a step further in the handshake, if that can be done now. */
  void stepOfHandshake() throws IOException {
    switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> engine.getDelegatedTask().run();
      case NEED_WRAP -> send(NO_DATA);
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
        channel.read(received);
        unwrap(ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()));
      }
      case NOT_HANDSHAKING, FINISHED -> {}
    }
  }

  /** Sends one record, with the data if the handshake is done; in a buffer of its own. */
  void send(ByteBuffer data) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(data, record);
    record.flip();
    while (record.hasRemaining()) {
      channel.write(record);
    }
  }

  /**
   * Waits for application data.
   *
   * @param plain gets it at its position; needs room for a record, 16 KiB, beyond the length
   * @param length the position to be reached
   * @throws IOException when the peer closes before
   */
  void read(ByteBuffer plain, int length) throws IOException {
    while (plain.position() < length) {
      SSLEngineResult result = unwrap(plain);
      if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
        receive();
      } else if (result.bytesConsumed() == 0) {
        throw new SSLException(
            "%d of %d bytes came, then %s".formatted(plain.position(), length, result));
      }
    }
  }

  private SSLEngineResult unwrap(ByteBuffer plain) throws SSLException {
    received.flip();
    try {
      return engine.unwrap(received, plain);
    } finally {
      received.compact();
    }
  }

  private void receive() throws IOException {
    if (channel.read(received) < 0) {
      throw new EOFException("socket ended without close_notify");
    }
  }
}
