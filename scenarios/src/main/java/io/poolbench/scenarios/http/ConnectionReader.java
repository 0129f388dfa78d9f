package io.poolbench.scenarios.http;

import java.io.IOException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Feeds the buffered reader of a connection: from the transport, and before it from the byte that
 * the connection has read in the background while it looked out for the peer's end. Whichever read
 * finds that end, or fails, tells the connection, as long as it is not forgotten.
 */
public final class ConnectionReader implements Transport {

  private final Transport transport;

  /** The connection that is told of the peer's end. */
  private @Nullable Connection connection;

  /** Reads in the background; nobody else may read meanwhile. */
  private @Nullable Thread lookOut;

  private volatile boolean aborted;

  /** The byte that was read in the background, 0 to 255; or -1. */
  private int ahead = -1;

  ConnectionReader(Transport transport, Connection connection) {
    this.transport = transport;
    this.connection = connection;
  }

  /** Lets go of the connection, which hears of nothing more. */
  public synchronized void forgetConnection() {
    connection = null;
  }

  /** Starts to read in the background; until {@link #endLookOut} nobody else may read. */
  synchronized void lookOut() {
    if (lookOut == null && ahead < 0) {
      aborted = false;
      lookOut = Thread.startVirtualThread(this::readInBackground);
    }
  }

  /**
   * Aborts the read in the background and waits until it is out of the transport: otherwise it
   * would take a byte from whoever reads next (golang/go#20933, #27408). What it has read by then
   * is read next (golang/go#18535).
   */
  synchronized void endLookOut() {
    aborted = true;
    boolean interrupted = false;
    while (lookOut != null) {
      LockSupport.unpark(lookOut);
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void readInBackground() {
    byte[] one = new byte[1];
    int count = -1;
    try {
      count = transport.readUnless(() -> aborted, one, 0, 1);
    } catch (IOException e) {
      // The peer is gone, as at its end.
    } finally {
      // Whatever else was thrown, or whoever ends the look-out would wait for ever.
      lookedOut(count, one[0]);
    }
    if (count < 0) {
      tellPeerGone();
    }
  }

  private synchronized void lookedOut(int count, byte read) {
    if (count > 0) {
      ahead = read & 0xff;
    }
    lookOut = null;
    notifyAll();
  }

  private void tellPeerGone() {
    Connection told;
    synchronized (this) {
      told = connection;
    }
    if (told != null) {
      told.peerGone(Runnable::run);
    }
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
    try {
      int count = transport.read(target, offset, length);
      if (count < 0) {
        tellPeerGone();
      }
      return count;
    } catch (IOException e) {
      tellPeerGone();
      throw e;
    }
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
