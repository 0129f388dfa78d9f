package io.poolbench.scenarios.cipher;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/** Where one direction of a connection has its cipher from. */
interface Ciphers {

  /** A cipher, to be initialised before use; not for two threads. */
  Cipher next() throws GeneralSecurityException;
}
