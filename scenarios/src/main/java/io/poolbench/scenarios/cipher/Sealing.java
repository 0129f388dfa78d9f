package io.poolbench.scenarios.cipher;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.SampleDigest;
import io.poolbench.scenarios.cipher.CipherTechnique.Directions;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * Seals two different records. The numbers begin again with every operation, so that it puts out
 * the same bytes. The JDK refuses only the number that a cipher has just had, which is why there
 * are two; and what one has left in the target is wrong for the other. The digest is made of the
 * tags, each of which hangs on every byte of its record, and of samples.
 */
final class Sealing implements Operation {

  static final int RECORDS = 2;

  private final Records direction;
  private final byte[][] records = new byte[RECORDS][];
  private final byte[] sealed;
  private final ByteBuffer seen;

  Sealing(Directions directions, int bytes) {
    direction = directions.open(new DirectionKey(new byte[16]));
    sealed = new byte[bytes + RecordCipher.TAG_BYTES];
    seen = ByteBuffer.wrap(sealed);
    for (int number = 0; number < RECORDS; number++) {
      records[number] = record(number, bytes);
    }
  }

  /** Makes a record that differs from that of any other number. */
  static byte[] record(int number, int bytes) {
    byte[] record = new byte[bytes];
    for (int at = 0; at < bytes; at++) {
      record[at] = (byte) ((31 + number) * at);
    }
    return record;
  }

  @Override
  public long run() throws GeneralSecurityException {
    long digest = 0;
    for (int number = 0; number < RECORDS; number++) {
      int length = direction.seal(number, records[number], sealed);
      digest = 31 * digest + SampleDigest.of(seen, length);
      for (int at = length - RecordCipher.TAG_BYTES; at < length; at += Long.BYTES) {
        digest = 31 * digest + seen.getLong(at);
      }
    }
    return digest;
  }
}
