package io.poolbench.scenarios.smb2;

import javax.crypto.spec.GCMParameterSpec;

/**
 * A nonce that is rewritten for every packet. One that cannot be costs three arrays per packet: the
 * class above copies what it is given and what it gives.
 */
final class Nonce extends GCMParameterSpec {

  private final byte[] bytes = new byte[Transform.NONCE];

  Nonce() {
    super(Byte.SIZE * Transform.TAG, new byte[0]);
  }

  void set(byte[] from, int at) {
    System.arraycopy(from, at, bytes, 0, bytes.length);
  }

  @Override
  public byte[] getIV() {
    return bytes;
  }
}
