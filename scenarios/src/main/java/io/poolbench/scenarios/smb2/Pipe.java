package io.poolbench.scenarios.smb2;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** One direction of a connection in memory: the reader copies from the writer's array. */
abstract sealed class Pipe implements Closeable permits MemoryPipe, DirectPipe {

  /** Reads as {@link InputStream#read(byte[], int, int)} does. */
  abstract int read(byte[] target, int at, int length) throws IOException;

  /** Writes as {@link OutputStream#write(byte[], int, int)} does. */
  abstract void write(byte[] bytes, int at, int length) throws IOException;

  /** Ends reading, after what was written, and writing. */
  @Override
  public abstract void close();

  final InputStream in() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return Pipe.this.read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] target, int at, int length) throws IOException {
        return Pipe.this.read(target, at, length);
      }
    };
  }

  final OutputStream out() {
    return new OutputStream() {
      @Override
      public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int at, int length) throws IOException {
        Pipe.this.write(bytes, at, length);
      }
    };
  }
}
