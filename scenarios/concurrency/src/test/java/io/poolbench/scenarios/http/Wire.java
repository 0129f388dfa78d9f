package io.poolbench.scenarios.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A connection: sends these bytes, one with each read; keeps what it gets. */
final class Wire implements Transport {

  private final byte[] sends;
  private final ByteArrayOutputStream got = new ByteArrayOutputStream(8);
  private int position;

  Wire(String sends) {
    this.sends = sends.getBytes(US_ASCII);
  }

  /** Parses a request from such a connection. */
  static Request request(BufferedSource source) {
    try {
      return Objects.requireNonNull(Request.read(source));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the writer serve a new connection, whose handler first does this; all that it gets. */
  static String writeNext(BufferedSink sink, Runnable first) {
    Wire next = new Wire("");
    sink.reset(next);
    first.run();
    try {
      sink.write("next");
      sink.flush();
    } catch (IOException | RuntimeException e) {
      return e.toString();
    }
    return next.got.toString(US_ASCII);
  }

  /** Lets the reader serve a new connection; the first byte of this, or an exclamation mark. */
  static char readNext(BufferedSource source) {
    source.reset(new Wire("n"));
    byte[] one = new byte[1];
    try {
      source.read(one, 0, 1);
    } catch (IOException | RuntimeException e) {
      return '!';
    }
    return (char) one[0];
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (position == sends.length) {
      return -1;
    }
    target[offset] = sends[position++];
    return 1;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) {
    got.write(bytes, offset, length);
  }

  @Override
  public void close() {}
}
