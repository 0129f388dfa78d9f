package io.poolbench.scenarios.deflater;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.poolbench.scenarios.Operation;
import java.util.zip.CRC32;

/**
 * Compresses a message: two different ones by turns, so that what the last has left in the target
 * is wrong. The digest is made of both.
 */
final class CompressMessage implements Operation {

  private static final int MESSAGES = 2;

  private final Compressor compressor;
  private final byte[][] messages = new byte[MESSAGES][];
  private final byte[] target;
  private final long[] digests = new long[MESSAGES];
  private final CRC32 digest = new CRC32();
  private int next;

  CompressMessage(Compressor compressor, int length) {
    this.compressor = compressor;
    target = new byte[2 * length];
    for (int which = 0; which < MESSAGES; which++) {
      messages[which] = message(which, length);
    }
    // The first digest needs both, too.
    for (int which = 0; which < MESSAGES; which++) {
      compressNext();
    }
  }

  /** Makes a message of measurements in JSON, which deflates to about a sixth of its length. */
  static byte[] message(int which, int length) {
    StringBuilder json = new StringBuilder();
    for (int at = which; json.length() < length; at++) {
      json.append("{\"sensor\":\"s-")
          .append(at * 7919 % 1000)
          .append("\",\"at\":")
          .append(1_760_000_000L + at)
          .append(",\"celsius\":")
          .append(at * 31 % 400 / 10.0)
          .append("},");
    }
    return json.substring(0, length).getBytes(US_ASCII);
  }

  @Override
  public long run() {
    compressNext();
    return digests[0] * 31 + digests[1];
  }

  private void compressNext() {
    int length = compressor.compress(messages[next], target);
    digest.reset();
    digest.update(target, 0, length);
    digests[next] = digest.getValue();
    next = (next + 1) % MESSAGES;
  }

  @Override
  public void close() {
    compressor.close();
  }
}
