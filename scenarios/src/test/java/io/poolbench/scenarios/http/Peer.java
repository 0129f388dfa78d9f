package io.poolbench.scenarios.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** Sends these bytes in pieces of that size, then ends; keeps what comes back. */
final class Peer implements Transport {

  final ByteArrayOutputStream got = new ByteArrayOutputStream();

  private final byte[] sends;
  private final int piece;
  private int position;

  Peer(String sends, int piece) {
    this.sends = sends.getBytes(US_ASCII);
    this.piece = piece;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    int count = Math.min(Math.min(piece, length), sends.length - position);
    if (count == 0) {
      return -1;
    }
    System.arraycopy(sends, position, target, offset, count);
    position += count;
    return count;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    got.write(bytes, offset, length);
  }

  @Override
  public void close() {}
}
