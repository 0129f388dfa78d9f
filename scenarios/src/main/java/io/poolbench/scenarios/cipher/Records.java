package io.poolbench.scenarios.cipher;

import java.security.GeneralSecurityException;

/**
 * Seals and opens the records of one direction of a connection with AES-128-GCM. Not thread-safe.
 */
interface Records {

  /**
   * Encrypts one record under a number that must never come twice.
   *
   * @return how many bytes were put into {@code sealed}: those of the record and the tag
   */
  int seal(long number, byte[] record, byte[] sealed) throws GeneralSecurityException;

  /**
   * Decrypts the record of that number.
   *
   * @return how many bytes were put into {@code record}
   * @throws javax.crypto.AEADBadTagException when it was changed
   */
  int open(long number, byte[] sealed, byte[] record) throws GeneralSecurityException;
}
