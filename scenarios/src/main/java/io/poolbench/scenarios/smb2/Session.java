package io.poolbench.scenarios.smb2;

import javax.crypto.SecretKey;

/**
 * The agreement of client and server before the first READ; how they came to it is not measured.
 *
 * @param id as in every message
 * @param protection how messages are kept from others
 */
record Session(long id, Protection protection) {

  /** The way in which a session protects its messages. */
  sealed interface Protection {}

  /** No protection at all. */
  record Plain() implements Protection {}

  /** Each message carries an HMAC-SHA256 of itself, cut to 16 bytes, as in SMB 2.1. */
  record Signed(SecretKey key) implements Protection {}

  /** Each message is encrypted by AES-128-GCM, with a key for each direction, as in SMB 3.1.1. */
  record Encrypted(SecretKey toServer, SecretKey toClient) implements Protection {}
}
