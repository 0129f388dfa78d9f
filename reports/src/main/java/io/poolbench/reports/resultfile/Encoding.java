package io.poolbench.reports.resultfile;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Undoes what PowerShell's redirection does: UTF-16, or a byte order mark before UTF-8. */
final class Encoding {

  private static final int MARK = 3;

  private Encoding() {}

  /** Returns the stream as UTF-8 without a byte order mark; mark and reset are supported. */
  static InputStream utf8(InputStream stream) throws IOException {
    stream.mark(MARK);
    byte[] start = stream.readNBytes(MARK);
    if (start.length == MARK && is(start[0], 0xEF) && is(start[1], 0xBB) && is(start[2], 0xBF)) {
      return stream;
    }
    stream.reset();
    if (start.length >= 2 && is(start[0], 0xFF) && is(start[1], 0xFE)) {
      return transcoded(stream, StandardCharsets.UTF_16LE);
    }
    if (start.length >= 2 && is(start[0], 0xFE) && is(start[1], 0xFF)) {
      return transcoded(stream, StandardCharsets.UTF_16BE);
    }
    return stream;
  }

  private static boolean is(byte actual, int expected) {
    return (actual & 0xFF) == expected;
  }

  private static InputStream transcoded(InputStream stream, Charset charset) throws IOException {
    stream.skipNBytes(2);
    String text = new String(stream.readAllBytes(), charset);
    return new BufferedInputStream(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }
}
