package io.poolbench.scenarios.http;

import java.io.IOException;
import java.net.Socket;

/** A TCP connection. */
public final class SocketTransport implements Transport {

  private final Socket socket;

  public SocketTransport(Socket socket) {
    this.socket = socket;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return socket.getInputStream().read(target, offset, length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    socket.getOutputStream().write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
