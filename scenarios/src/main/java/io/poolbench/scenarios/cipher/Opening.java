package io.poolbench.scenarios.cipher;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.cipher.CipherTechnique.Directions;
import java.security.GeneralSecurityException;
import java.util.zip.CRC32;

/**
 * Opens one record: two different ones by turns, so that what the last has left in the target is
 * wrong. The digest is made of both.
 */
final class Opening implements Operation {

  private static final int RECORDS = 2;

  private final Records direction;
  private final byte[][] sealed = new byte[RECORDS][];
  private final byte[] record;
  private final long[] digests = new long[RECORDS];
  private final CRC32 digest = new CRC32();
  private int next;

  Opening(Directions directions, int bytes) throws GeneralSecurityException {
    direction = directions.open(new DirectionKey(new byte[16]));
    record = new byte[bytes];
    Records peer = CipherTechnique.before().open(new DirectionKey(new byte[16]));
    for (int number = 0; number < RECORDS; number++) {
      sealed[number] = new byte[bytes + RecordCipher.TAG_BYTES];
      peer.seal(number, Sealing.record(number, bytes), sealed[number]);
      // The first digest needs both, too.
      open();
    }
  }

  @Override
  public long run() throws GeneralSecurityException {
    open();
    return digests[0] * 31 + digests[1];
  }

  private void open() throws GeneralSecurityException {
    int length = direction.open(next, sealed[next], record);
    digest.reset();
    digest.update(record, 0, length);
    digests[next] = digest.getValue();
    next = (next + 1) % RECORDS;
  }
}
