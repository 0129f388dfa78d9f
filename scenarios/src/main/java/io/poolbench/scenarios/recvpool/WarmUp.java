package io.poolbench.scenarios.recvpool;

import java.net.ProtocolException;
import java.security.GeneralSecurityException;
import javax.crypto.SecretKey;

/**
 * Encrypts and decrypts small messages until the JIT has compiled GCM. That takes thousands of
 * messages however large they are, and until then one of 1 MB takes 100 times as long: a trial of a
 * few seconds would measure nothing but the interpreter.
 */
final class WarmUp {

  private static final int MESSAGES = 20_000;

  /**
   * As an answer of 1 KB has. With other lengths, fewer of the objects in GCM were optimised away.
   */
  private static final int LENGTH = Smb2.HEADER + Smb2.READ_ANSWER + 1024;

  private static boolean done;

  private WarmUp() {}

  /** Once in a JVM. */
  static synchronized void run(SecretKey key) throws GeneralSecurityException, ProtocolException {
    if (done) {
      return;
    }
    Sealer sealer = new Sealer(0, key);
    Opener opener = new Opener(0, key);
    byte[] message = new byte[LENGTH];
    ReceiveBuffer packet = ReceiveBuffer.of(Transform.HEADER + LENGTH + Transform.TAG);
    ReceiveBuffer opened = ReceiveBuffer.of(LENGTH);
    for (int i = 0; i < MESSAGES; i++) {
      packet.length(sealer.seal(message, LENGTH, packet.bytes(), 0));
      opener.open(packet, LENGTH, opened);
    }
    done = true;
  }
}
