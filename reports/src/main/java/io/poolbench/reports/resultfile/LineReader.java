package io.poolbench.reports.resultfile;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into lines without making a string of each. A line ends at LF, and a CR before it
 * is dropped; its length is bounded by memory alone.
 */
final class LineReader {

  private final InputStream stream;
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;
  private int filled;
  private int next;
  private int number;

  LineReader(InputStream stream) {
    this.stream = stream;
  }

  /** Moves on to the next line, or returns false at the end. */
  boolean next() throws IOException {
    start = next;
    int scanned = start;
    while (true) {
      for (int i = scanned; i < filled; i++) {
        if (buffer[i] == '\n') {
          accept(i, i + 1);
          return true;
        }
      }
      int pending = filled - start;
      if (!fill()) {
        if (pending > 0) {
          accept(filled, filled);
        }
        return pending > 0;
      }
      scanned = start + pending;
    }
  }

  private void accept(int lineEnd, int nextStart) {
    end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    next = nextStart;
    number++;
  }

  /** Reads more behind the pending bytes, which move to the front or into a larger buffer. */
  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, filled - start);
      filled -= start;
      start = 0;
    }
    if (filled == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = stream.read(buffer, filled, buffer.length - filled);
    filled += Math.max(0, read);
    return read > 0;
  }

  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Returns the number of the line, from 1. */
  int number() {
    return number;
  }
}
