package io.poolbench.scenarios.cipher;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.cipher.CipherTechnique.Directions;
import java.security.GeneralSecurityException;
import java.util.zip.CRC32;

/**
 * Seals two different records. The numbers begin again with every operation, so that it puts out
 * the same bytes. The JDK refuses only the number that a cipher has just had, which is why there
 * are two; and what one has left in the target is wrong for the other.
 */
final class Sealing implements Operation {

  static final int RECORDS = 2;

  private final Records direction;
  private final byte[][] records = new byte[RECORDS][];
  private final byte[] sealed;
  private final CRC32 digest = new CRC32();

  Sealing(Directions directions, int bytes) {
    direction = directions.open(new DirectionKey(new byte[16]));
    sealed = new byte[bytes + RecordCipher.TAG_BYTES];
    for (int number = 0; number < RECORDS; number++) {
      records[number] = record(number, bytes);
    }
  }

  /** A record that differs from that of any other number. */
  static byte[] record(int number, int bytes) {
    byte[] record = new byte[bytes];
    for (int at = 0; at < bytes; at++) {
      record[at] = (byte) ((31 + number) * at);
    }
    return record;
  }

  @Override
  public long run() throws GeneralSecurityException {
    digest.reset();
    for (int number = 0; number < RECORDS; number++) {
      digest.update(sealed, 0, direction.seal(number, records[number], sealed));
    }
    return digest.getValue();
  }
}
