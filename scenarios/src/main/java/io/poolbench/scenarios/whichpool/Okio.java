package io.poolbench.scenarios.whichpool;

import static java.util.Objects.requireNonNull;

import okio.Buffer;
import okio.Buffer.UnsafeCursor;

/**
 * Contends with Okio's segments of 8 KB, as many as make up the size. The pool itself is private to
 * Okio and there is one per process: a buffer takes segments from it as it grows, and gives them
 * back when it is cleared.
 */
final class Okio implements Contender<UnsafeCursor> {

  private final int size;

  Okio(int size) {
    this.size = size;
  }

  @Override
  public UnsafeCursor take() {
    UnsafeCursor cursor = new Buffer().readAndWriteUnsafe(new UnsafeCursor());
    cursor.resizeBuffer(size);
    return cursor;
  }

  @Override
  public void write(UnsafeCursor held, int index, byte value) {
    held.seek(index);
    held.data[held.start] = value;
  }

  @Override
  public byte read(UnsafeCursor held, int index) {
    held.seek(index);
    return held.data[held.start];
  }

  /** Seeks once, which is all that a user need do. */
  @Override
  public int touch(UnsafeCursor held, int index) {
    held.seek(index);
    byte before = held.data[held.start];
    held.data[held.start]++;
    return (byte) (held.data[held.start] - before);
  }

  @Override
  public void recycle(UnsafeCursor held) {
    Buffer buffer = requireNonNull(held.buffer, "recycled twice");
    held.close();
    buffer.clear();
  }
}
