package io.poolbench.scenarios.bufioreuse;

import io.poolbench.scenarios.http.Transport;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** A peer in memory: sends what it was given, keeps what it gets. */
final class Recorded implements Transport {

  private final ByteArrayInputStream sends;
  private final ByteArrayOutputStream got;
  private int reads;
  private int mostAsked;

  Recorded() {
    this(new ByteArrayOutputStream());
  }

  Recorded(ByteArrayOutputStream got) {
    this(new byte[0], got);
  }

  Recorded(byte[] sends, ByteArrayOutputStream got) {
    this.sends = new ByteArrayInputStream(sends);
    this.got = got;
  }

  int reads() {
    return reads;
  }

  /** The most that one read has asked for. */
  int mostAsked() {
    return mostAsked;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    reads++;
    mostAsked = Math.max(mostAsked, length);
    return sends.read(target, offset, length);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    got.write(bytes, offset, length);
  }

  @Override
  public void close() {}
}
