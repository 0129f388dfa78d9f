package io.poolbench.scenarios.smb2;

import io.poolbench.scenarios.smb2.Session.Encrypted;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;

/**
 * Encrypts and decrypts until the JIT has compiled GCM. That takes thousands of messages however
 * large they are, and until then one of 1 MB takes 100 times as long: a trial of a few seconds
 * would measure nothing but the interpreter. Small messages for the number, and now and then the
 * large ones that are treated in another way: the first of a kind that comes after compiling throws
 * the compiled code away.
 */
final class WarmUp {

  private static final int ROUNDS = 400;

  /**
   * The longest warm-up. It takes longer only where the second compiler is switched off, which
   * alone knows the processor's instructions for AES; nothing is timed there.
   */
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(3);

  private static final int SMALL_PER_ROUND = 50;
  private static final int SMALL = answerOf(1 << 10);
  private static final int[] LARGE = {answerOf(64 << 10), answerOf(1 << 20)};

  private static boolean done;

  private final Sealer sealer;
  private final Opener opener;
  private final byte[] message = new byte[answerOf(1 << 20)];
  private final ReceiveBuffer packet =
      ReceiveBuffer.of(Transform.HEADER + message.length + Transform.TAG);
  private final ReceiveBuffer opened = ReceiveBuffer.of(message.length + Transform.TAG);

  private WarmUp(SecretKey key) {
    sealer = new Sealer(0, key);
    opener = new Opener(0, key);
  }

  private static int answerOf(int data) {
    return Smb2.HEADER + Smb2.READ_ANSWER + data;
  }

  /** Warms up for an encrypted session, once in a JVM. */
  static synchronized void run(Session session) throws IOException {
    if (session.protection() instanceof Encrypted(_, var key) && !done) {
      try {
        run(new WarmUp(key));
      } catch (GeneralSecurityException e) {
        throw new IOException("cannot encrypt", e);
      }
      done = true;
    }
  }

  private static void run(WarmUp warmUp) throws IOException, GeneralSecurityException {
    long end = System.nanoTime() + MOST_NANOS;
    for (int round = 0; round < ROUNDS && System.nanoTime() < end; round++) {
      for (int i = 0; i < SMALL_PER_ROUND; i++) {
        warmUp.sealAndOpen(SMALL);
      }
      warmUp.sealAndOpen(LARGE[round % LARGE.length]);
    }
  }

  private void sealAndOpen(int length) throws IOException, GeneralSecurityException {
    packet.length(sealer.seal(message, length, packet.bytes(), 0));
    opener.open(packet, length, opened);
  }
}
