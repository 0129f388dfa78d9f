package io.poolbench.scenarios.tlsoutbuf;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** An established TLS connection over loopback, both ends of it. */
record TlsConnection(TlsEnd client, TlsEnd server) implements AutoCloseable {

  static TlsConnection open(Tls tls) throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      SocketChannel connecting = SocketChannel.open(listener.getLocalAddress());
      TlsConnection connection =
          new TlsConnection(
              new TlsEnd(connecting, tls.client()), new TlsEnd(listener.accept(), tls.server()));
      connection.shakeHandsOrClose();
      return connection;
    }
  }

  private void shakeHandsOrClose() throws IOException {
    try {
      shakeHands();
    } catch (Throwable e) {
      close();
      throw e;
    }
  }

  /** Shakes hands on one thread, a step of each end by turns, so that neither may block. */
  private void shakeHands() throws IOException {
    client.channel().setOption(StandardSocketOptions.TCP_NODELAY, true);
    server.channel().setOption(StandardSocketOptions.TCP_NODELAY, true);
    block(false);
    client.engine().beginHandshake();
    server.engine().beginHandshake();
    while (client.isShakingHands() || server.isShakingHands()) {
      client.stepOfHandshake();
      server.stepOfHandshake();
    }
    block(true);
    // The server's session ticket comes behind its handshake; who has read on has read that too.
    server.send(ByteBuffer.allocate(1));
    client.read(ByteBuffer.allocate(2 * RecordLayer.LARGEST_PAYLOAD), 1);
  }

  private void block(boolean block) throws IOException {
    client.channel().configureBlocking(block);
    server.channel().configureBlocking(block);
  }

  @Override
  public void close() throws IOException {
    client.channel().close();
    server.channel().close();
  }
}
