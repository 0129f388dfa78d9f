package io.poolbench.scenarios.recvpool;

import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.recvpool.Session.Encrypted;
import io.poolbench.scenarios.recvpool.Session.Plain;
import io.poolbench.scenarios.recvpool.Session.Protection;
import java.io.EOFException;
import java.util.Random;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** One READ of a client that waits for the answer, with a fake server at the other end. */
final class ReadOperation implements Operation {

  private static final long SESSION_ID = 0x1122334455667788L;

  private final Kind kind;
  private final byte[] target;
  private final ReceiveBuffers buffers;
  private final FakeServer server;
  private final Client client;

  /** What is done with the answer. */
  enum Kind {
    /** It is copied to the reader's array. */
    READ_AT,
    /** It is looked at and released. */
    ROUND_TRIP
  }

  /**
   * Connects client and server.
   *
   * @param length bytes to be read
   */
  ReadOperation(
      Kind kind, boolean encrypted, int length, Wire.Connecting wire, ReceiveBuffers buffers)
      throws Exception {
    this.kind = kind;
    this.target = new byte[length];
    this.buffers = buffers;
    byte[] data = new byte[length];
    Random random = new Random(length);
    random.nextBytes(data);
    Protection protection = encrypted ? new Encrypted(aesKey(random), aesKey(random)) : new Plain();
    if (protection instanceof Encrypted(_, var key)) {
      WarmUp.run(key);
    }
    Session session = new Session(SESSION_ID, protection);
    Wire.Ends ends = wire.connect();
    server = new FakeServer(ends.server(), session, data);
    client = new Client(ends.client(), session, buffers, new Credits(Credits.MOST / 2));
  }

  private static SecretKey aesKey(Random random) {
    byte[] key = new byte[Transform.TAG];
    random.nextBytes(key);
    return new SecretKeySpec(key, "AES");
  }

  @Override
  public long run() throws Exception {
    return switch (kind) {
      case READ_AT -> readAt();
      case ROUND_TRIP -> client.roundTrip(target.length, 0);
    };
  }

  private long readAt() throws Exception {
    Samples.spoil(target, 0, target.length);
    int count = client.readAt(target, 0, target.length, 0);
    if (count < target.length) {
      throw new EOFException("read %d of %d bytes".formatted(count, target.length));
    }
    return Samples.digest(target, 0, count);
  }

  @Override
  public void close() throws Exception {
    client.close();
    server.close();
    buffers.close();
  }
}
