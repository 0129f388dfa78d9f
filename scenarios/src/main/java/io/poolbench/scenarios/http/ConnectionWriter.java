package io.poolbench.scenarios.http;

import java.io.IOException;

/**
 * Takes what the buffered writer of a connection writes, to the transport. A write that fails tells
 * the connection; through this reference back, whoever holds the buffered writer holds the
 * connection.
 */
final class ConnectionWriter implements Transport {

  private final Transport transport;
  private final Connection connection;

  ConnectionWriter(Transport transport, Connection connection) {
    this.transport = transport;
    this.connection = connection;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return transport.read(target, offset, length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    try {
      transport.write(bytes, offset, length);
    } catch (IOException e) {
      // Whoever writes has the lock of the response, and the callback may wait for who needs it.
      connection.peerGone(Thread::startVirtualThread);
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
