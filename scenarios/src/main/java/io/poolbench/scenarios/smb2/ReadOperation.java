package io.poolbench.scenarios.smb2;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.smb2.Session.Encrypted;
import io.poolbench.scenarios.smb2.Session.Plain;
import java.io.EOFException;
import java.util.Random;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends one READ of a client, and waits for the answer: of the bytes behind those of the last one.
 */
public final class ReadOperation implements Operation {

  private static final long SESSION_ID = 0x1122334455667788L;

  /** The READs until it begins anew: as many as there are {@linkplain Samples marks}. */
  private static final int READS_IN_FILE = 256;

  private final Kind kind;
  private final byte[] target;
  private final ReceiveBuffers buffers;
  private final Link.Connection connection;
  private int reads;

  /** The use that is made of the answer. */
  public enum Kind {
    /** The answer is copied to the reader's array. */
    READ_AT,
    /** The answer is looked at and released. */
    ROUND_TRIP
  }

  /**
   * Connects client and server.
   *
   * @param length bytes to be read
   */
  public ReadOperation(Kind kind, boolean encrypted, int length, Link link, ReceiveBuffers buffers)
      throws Exception {
    this.kind = kind;
    this.target = new byte[length];
    this.buffers = buffers;
    Random random = new Random(length);
    Session session =
        new Session(
            SESSION_ID, encrypted ? new Encrypted(aesKey(random), aesKey(random)) : new Plain());
    try {
      connection = link.open(session, length, buffers);
    } catch (Exception | Error e) {
      buffers.close();
      throw e;
    }
  }

  private static SecretKey aesKey(Random random) {
    byte[] key = new byte[Aes.KEY];
    random.nextBytes(key);
    return new SecretKeySpec(key, "AES");
  }

  @Override
  public long run() throws Exception {
    long offset = (long) (reads++ % READS_IN_FILE) * target.length;
    return switch (kind) {
      case READ_AT -> readAt(offset);
      case ROUND_TRIP -> connection.client().roundTrip(target.length, offset);
    };
  }

  private long readAt(long offset) throws Exception {
    int count = connection.client().readAt(target, 0, target.length, offset);
    if (count < target.length) {
      throw new EOFException("read %d of %d bytes".formatted(count, target.length));
    }
    return Samples.digest(target, 0, count, Samples.mark(offset, count));
  }

  @Override
  public void close() throws Exception {
    try (buffers) {
      connection.close();
    }
  }
}
