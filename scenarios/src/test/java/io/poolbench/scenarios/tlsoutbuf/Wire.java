package io.poolbench.scenarios.tlsoutbuf;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;

/** A sink that keeps what it takes, and takes or refuses what it is told to. */
class Wire implements WritableByteChannel {

  /** The header of a record: RFC 8446, section 5.2. */
  record Header(int type, int version, int length) {}

  private static final int HEADER_BYTES = 5;

  /** How many bytes it takes yet before it takes none, as a socket whose buffer is full. */
  int room = Integer.MAX_VALUE;

  /** Whether it throws where it would take none. */
  boolean broken;

  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();

  @Override
  public int write(ByteBuffer source) throws IOException {
    byte[] bytes = new byte[Math.min(source.remaining(), room)];
    if (bytes.length == 0 && broken) {
      throw new IOException("wire cut");
    }
    source.get(bytes);
    taken.writeBytes(bytes);
    room -= bytes.length;
    return bytes.length;
  }

  byte[] taken() {
    return taken.toByteArray();
  }

  List<Header> headers() {
    List<Header> headers = new ArrayList<>();
    ByteBuffer bytes = ByteBuffer.wrap(taken());
    while (bytes.remaining() >= HEADER_BYTES) {
      Header header =
          new Header(bytes.get(), bytes.getShort(), Short.toUnsignedInt(bytes.getShort()));
      headers.add(header);
      bytes.position(bytes.position() + header.length());
    }
    return headers;
  }

  /** What the peer's engine makes of all that came, and nothing may be left over. */
  byte[] decrypted(SSLEngine peer) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(taken());
    ByteBuffer plain = ByteBuffer.allocate(bytes.remaining() + (32 << 10));
    while (bytes.hasRemaining()) {
      SSLEngineResult result = peer.unwrap(bytes, plain);
      if (result.bytesConsumed() == 0) {
        throw new IOException("%d bytes are no record: %s".formatted(bytes.remaining(), result));
      }
    }
    return content(plain.flip());
  }

  static byte[] content(ByteBuffer bytes) {
    byte[] content = new byte[bytes.remaining()];
    bytes.get(content);
    return content;
  }

  /** Data that no two lengths or seeds have in common. */
  static byte[] data(int length, long seed) {
    byte[] data = new byte[length];
    new Random(seed * 31 + length).nextBytes(data);
    return data;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
