package io.poolbench.scenarios.http;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.function.BooleanSupplier;

/**
 * A TCP connection.
 *
 * <p>Go aborts a pending read by a deadline in the past. A blocking read of a JVM cannot be aborted
 * (an interrupt closes the socket), so that a read which may be is made in slices of {@value
 * #SLICE_MILLIS} ms, and whoever aborts it waits for the end of the slice.
 */
public final class SocketTransport implements Transport {

  private static final int SLICE_MILLIS = 10;

  private final Socket socket;

  public SocketTransport(Socket socket) {
    this.socket = socket;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    return socket.getInputStream().read(target, offset, length);
  }

  @Override
  public int readUnless(BooleanSupplier aborted, byte[] target, int offset, int length)
      throws IOException {
    socket.setSoTimeout(SLICE_MILLIS);
    try {
      while (!aborted.getAsBoolean()) {
        try {
          return read(target, offset, length);
        } catch (SocketTimeoutException e) {
          // Nothing came within this slice.
        }
      }
      return 0;
    } finally {
      socket.setSoTimeout(0);
    }
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
