package io.poolbench.scenarios.cipher;

import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.security.GeneralSecurityException;

/** Seals and opens the records of one direction of a connection. */
final class After implements Records {

  private final DirectionKey key;
  private final RecyclingPool<RecordCipher> pool;

  After(DirectionKey key, RecyclingPool<RecordCipher> pool) {
    this.key = key;
    this.pool = pool;
  }

  @Override
  public int seal(long number, byte[] record, byte[] sealed) throws GeneralSecurityException {
    Pooled<RecordCipher> cipher = pool.take();
    try {
      return cipher.item().seal(key, number, record, sealed);
    } finally {
      cipher.recycle();
    }
  }

  @Override
  public int open(long number, byte[] sealed, byte[] record) throws GeneralSecurityException {
    Pooled<RecordCipher> cipher = pool.take();
    try {
      return cipher.item().open(key, number, sealed, record);
    } finally {
      cipher.recycle();
    }
  }
}
