package io.poolbench.scenarios.cipher;

import io.poolbench.scenarios.cipher.CipherTechnique.Directions;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;

/** Connections that are idle after one record in each direction. */
final class IdleConnections implements AutoCloseable {

  static final int RECORD_BYTES = 1 << 10;

  /** The two directions of a connection, as one of its ends has them. */
  private record Idle(Records sending, Records receiving) {}

  private final List<Idle> idle;

  IdleConnections(Directions directions, int count) throws GeneralSecurityException {
    // No room to grow: it would be a part of the footprint that is not the connections'.
    idle = new ArrayList<>(count);
    byte[] record = new byte[RECORD_BYTES];
    byte[] sealed = new byte[RECORD_BYTES + RecordCipher.TAG_BYTES];
    while (idle.size() < count) {
      Records sending = directions.open(key(idle.size()));
      Records receiving = directions.open(key(idle.size()));
      sending.seal(0, record, sealed);
      receiving.open(0, sealed, record);
      idle.add(new Idle(sending, receiving));
    }
  }

  /** Makes another key for each connection: GCM refuses to seal twice with one key and nonce. */
  private static DirectionKey key(int connection) {
    return new DirectionKey(
        ByteBuffer.allocate(DirectionKey.KEY_BYTES).putInt(connection + 1).array());
  }

  @Override
  public void close() {
    idle.clear();
  }
}
