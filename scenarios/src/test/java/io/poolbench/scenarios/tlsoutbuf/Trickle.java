package io.poolbench.scenarios.tlsoutbuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.Status;

/**
 * Takes a part of what it is given, as a socket that is almost full, and decrypts it at once: the
 * bytes must be those of an endless stream. Its caller holds the write lock.
 */
final class Trickle implements WritableByteChannel {

  private static final int MOST_TAKEN = 2_000;

  private final SSLEngine peer;
  private final int step;
  private final ByteBuffer received = ByteBuffer.allocate(2 * TlsoutbufTechnique.PACKET_BYTES);
  private final ByteBuffer plain = ByteBuffer.allocate(TlsoutbufTechnique.PACKET_BYTES);

  /** Bytes of the stream that came. */
  volatile long decrypted;

  /** Whether it takes all that it is given, from now on. */
  volatile boolean takeAll;

  Trickle(SSLEngine peer, int step) {
    this.peer = peer;
    this.step = step;
  }

  /** The stream. */
  static byte byteAt(long position, int step) {
    return (byte) (step * position + (position >> 8));
  }

  @Override
  public int write(ByteBuffer source) throws IOException {
    int room = takeAll ? received.remaining() : ThreadLocalRandom.current().nextInt(MOST_TAKEN);
    int length = Math.min(source.remaining(), room);
    // Half of the time it takes no more, until it is asked again.
    if (!takeAll && ThreadLocalRandom.current().nextBoolean()) {
      length = 0;
    }
    received.put(source.slice(source.position(), length));
    source.position(source.position() + length);
    decrypt();
    return length;
  }

  private void decrypt() throws IOException {
    received.flip();
    SSLEngineResult result;
    do {
      result = peer.unwrap(received, plain.clear());
      plain.flip();
      long position = decrypted;
      while (plain.hasRemaining()) {
        byte expected = byteAt(position, step);
        byte found = plain.get();
        if (found != expected) {
          throw new IOException(
              "byte %d of the stream: found %d, expected %d".formatted(position, found, expected));
        }
        position++;
      }
      decrypted = position;
    } while (result.getStatus() == Status.OK && received.hasRemaining());
    received.compact();
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
