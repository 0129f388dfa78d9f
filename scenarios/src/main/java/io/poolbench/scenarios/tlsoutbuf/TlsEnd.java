package io.poolbench.scenarios.tlsoutbuf;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
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
      case NEED_WRAP -> send();
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
        channel.read(received);
        unwrap(ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()));
      }
      case NOT_HANDSHAKING, FINISHED -> {}
    }
  }

  private void send() throws IOException {
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(NO_DATA, record);
    record.flip();
    while (record.hasRemaining()) {
      channel.write(record);
    }
  }

  /**
   * Waits for application data.
   *
   * @param plain has room for a record: 16 KiB
   * @return the number of bytes put there, or -1 after close_notify
   * @throws EOFException when the socket ends without close_notify
   */
  int read(ByteBuffer plain) throws IOException {
    while (true) {
      SSLEngineResult result = unwrap(plain);
      if (result.bytesProduced() > 0) {
        return result.bytesProduced();
      }
      switch (result.getStatus()) {
        case CLOSED -> {
          return -1;
        }
        case BUFFER_UNDERFLOW -> receive();
        case BUFFER_OVERFLOW ->
            throw new SSLException("no room for a record: " + plain.remaining() + " bytes");
        case OK -> {
          if (result.bytesConsumed() == 0) {
            throw new SSLException("cannot read on: " + result);
          }
        }
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
