package io.poolbench.scenarios.cipher;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.SampleDigest;
import io.poolbench.scenarios.cipher.CipherTechnique.Directions;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * Opens one record: two different ones by turns, so that what the last has left in the target is
 * wrong. The digest is made of samples of both.
 */
final class Opening implements Operation {

  private static final int RECORDS = 2;

  private final Records direction;
  private final byte[][] sealed = new byte[RECORDS][];
  private final byte[] record;
  private final ByteBuffer seen;
  private final long[] digests = new long[RECORDS];
  private int next;

  Opening(Directions directions, int bytes) throws GeneralSecurityException {
    direction = directions.open(new DirectionKey(new byte[16]));
    record = new byte[bytes];
    seen = ByteBuffer.wrap(record);
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
    digests[next] = SampleDigest.of(seen, length);
    next = (next + 1) % RECORDS;
  }
}
