package io.poolbench.scenarios.smb2;

import io.poolbench.scenarios.pool.Pooled;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one packet, and the one right to give their array back. The right passes from hand
 * to hand, from the receiver to whoever waits for the answer; any thread may be the last. Made for
 * each packet, although the array is not: a holder that is used again could not tell a release that
 * comes too late from the next packet's own.
 */
public class ReceiveBuffer {

  private static final AtomicIntegerFieldUpdater<ReceiveBuffer> STATE =
      AtomicIntegerFieldUpdater.newUpdater(ReceiveBuffer.class, "state");

  private static final int HELD = 0;
  private static final int RELEASED = 1;
  private static final int LEFT = 2;

  private final byte[] bytes;
  private final @Nullable Pooled<byte[]> pooled;
  private int length;
  private volatile int state = HELD;

  ReceiveBuffer(byte[] bytes, @Nullable Pooled<byte[]> pooled) {
    this.bytes = bytes;
    this.pooled = pooled;
  }

  /** Makes a buffer of a new array, which is the collector's when it is released. */
  public static ReceiveBuffer of(int capacity) {
    return new ReceiveBuffer(new byte[capacity], null);
  }

  /** Makes a buffer of a pooled array, which goes back when it is released. */
  public static ReceiveBuffer of(Pooled<byte[]> pooled) {
    return new ReceiveBuffer(pooled.item(), pooled);
  }

  /** Returns the array; beyond {@link #length} lies what an earlier packet may have left. */
  public byte[] bytes() {
    if (state == RELEASED) {
      throw new IllegalStateException("a receive buffer was used after its release");
    }
    return bytes;
  }

  /** Returns the bytes of the packet. */
  int length() {
    return length;
  }

  /** Sets the bytes of the packet, by whoever wrote it into the array. */
  void length(int written) {
    length = written;
  }

  /**
   * Reads the packet.
   *
   * @throws EOFException when the stream ends within it
   */
  void fill(InputStream in, int wanted) throws IOException {
    length = in.readNBytes(bytes(), 0, wanted);
    if (length < wanted) {
      throw new EOFException(
          "the connection ended after %d of %d bytes of a frame".formatted(length, wanted));
    }
  }

  /**
   * Gives the array back, unless it was left to the collector.
   *
   * @throws IllegalStateException when it was released before, by this thread or any
   */
  public void release() {
    if (STATE.compareAndSet(this, HELD, RELEASED)) {
      if (pooled != null) {
        pooled.recycle();
      }
    } else if (state == RELEASED) {
      throw new IllegalStateException("a receive buffer was released twice");
    }
  }

  /**
   * Makes the array nobody's to give back: its bytes have several readers, and who is last is not
   * known. From now on they may read as long as they like, and releasing does nothing.
   */
  void leaveToCollector() {
    if (!STATE.compareAndSet(this, HELD, LEFT)) {
      throw new IllegalStateException("a receive buffer was shared after its release");
    }
    if (pooled != null) {
      pooled.discard();
    }
  }
}
