package io.poolbench.scenarios.cipher;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** The cipher of one direction of a connection. */
final class After implements Ciphers {

  private final Cipher kept = Cipher.getInstance(Records.TRANSFORMATION);

  After() throws GeneralSecurityException {}

  @Override
  public Cipher next() {
    return kept;
  }
}
