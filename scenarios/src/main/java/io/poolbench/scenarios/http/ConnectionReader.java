package io.poolbench.scenarios.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the buffered reader of a connection reads from: the transport, and before it the byte that
 * the connection has read ahead while it waited for the peer's end.
 *
 * <p>Go takes back a pending read by a deadline in the past. A blocking read of a JVM cannot be
 * taken back, so that the look-out reads in slices of {@value #SLICE_MILLIS} ms, and whoever ends
 * it waits for the end of the slice: otherwise it would take a byte from whoever reads next
 * (golang/go#18535, #20933, #27408).
 */
public final class ConnectionReader implements Transport {

  private static final int SLICE_MILLIS = 10;

  private final Transport transport;

  /** Whom to tell of the peer's end. */
  private @Nullable Connection connection;

  private @Nullable Thread lookOut;
  private boolean ending;

  /** The byte that was read ahead, 0 to 255; or -1. */
  private int ahead = -1;

  ConnectionReader(Transport transport, Connection connection) {
    this.transport = transport;
    this.connection = connection;
  }

  /** Lets go of the connection, which hears of nothing more. */
  public synchronized void forgetConnection() {
    connection = null;
  }

  /** Starts to look out for the peer's end; until {@link #endLookOut} nobody else may read. */
  synchronized void lookOut() {
    if (lookOut == null && ahead < 0) {
      ending = false;
      lookOut = Thread.startVirtualThread(this::waitForByteOrEnd);
    }
  }

  /** Ends it; what it has read by then is read next. */
  void endLookOut() {
    Thread running;
    synchronized (this) {
      ending = true;
      running = lookOut;
      lookOut = null;
    }
    if (running != null) {
      boolean interrupted = false;
      while (true) {
        try {
          running.join();
          break;
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void waitForByteOrEnd() {
    byte[] one = new byte[1];
    int count = 0;
    try {
      while (count == 0 && !isEnding()) {
        count = transport.readWithin(SLICE_MILLIS, one, 0, 1);
      }
    } catch (IOException e) {
      count = -1;
    }
    Connection told;
    synchronized (this) {
      if (count > 0) {
        ahead = one[0] & 0xff;
      }
      told = connection;
    }
    if (count < 0 && told != null) {
      told.peerGone();
    }
  }

  private synchronized boolean isEnding() {
    return ending;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    synchronized (this) {
      if (lookOut != null) {
        throw new IllegalStateException("read while the connection looks out for the peer's end");
      }
      if (ahead >= 0 && length > 0) {
        target[offset] = (byte) ahead;
        ahead = -1;
        return 1;
      }
    }
    return transport.read(target, offset, length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    transport.write(bytes, offset, length);
  }

  @Override
  public void close() throws IOException {
    transport.close();
  }
}
