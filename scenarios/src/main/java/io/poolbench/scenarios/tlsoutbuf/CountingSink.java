package io.poolbench.scenarios.tlsoutbuf;

import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** Takes everything, looks at the header of each record, and keeps nothing unless it is told to. */
final class CountingSink implements WritableByteChannel {

  private long headers;
  private @Nullable ByteBuffer kept;

  /** Forgets what came. */
  void begin() {
    headers = 0;
  }

  /**
   * Returns a digest of the headers and lengths of the records that came since: each comes in a
   * write.
   */
  long headers() {
    return headers;
  }

  /** Keeps what comes from now on in that buffer, or nothing. */
  void keepIn(@Nullable ByteBuffer records) {
    kept = records;
  }

  @Override
  public int write(ByteBuffer source) {
    int length = source.remaining();
    // Type, version and the length that the record itself states: RFC 8446, section 5.2.
    long header = source.getLong(source.position()) >>> 24;
    headers = (headers * 31 + header) * 31 + length;
    if (kept == null) {
      source.position(source.limit());
    } else {
      kept.put(source);
    }
    return length;
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
