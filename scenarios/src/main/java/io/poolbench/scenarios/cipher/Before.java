package io.poolbench.scenarios.cipher;

import java.security.GeneralSecurityException;

/** Seals and opens the records of one direction of a connection. */
final class Before implements Records {

  private final DirectionKey key;
  private final RecordCipher cipher = RecordCipher.make();

  Before(DirectionKey key) {
    this.key = key;
  }

  @Override
  public int seal(long number, byte[] record, byte[] sealed) throws GeneralSecurityException {
    return cipher.seal(key, number, record, sealed);
  }

  @Override
  public int open(long number, byte[] sealed, byte[] record) throws GeneralSecurityException {
    return cipher.open(key, number, sealed, record);
  }
}
