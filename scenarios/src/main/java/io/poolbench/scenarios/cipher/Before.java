package io.poolbench.scenarios.cipher;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** The cipher of one direction of a connection. */
final class Before implements Ciphers {

  @Override
  public Cipher next() throws GeneralSecurityException {
    return Cipher.getInstance(Records.TRANSFORMATION);
  }
}
