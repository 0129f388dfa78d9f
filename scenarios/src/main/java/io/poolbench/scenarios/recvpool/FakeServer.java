package io.poolbench.scenarios.recvpool;

import io.poolbench.scenarios.recvpool.Session.Encrypted;
import io.poolbench.scenarios.recvpool.Session.Plain;
import io.poolbench.scenarios.recvpool.Session.Signed;
import java.io.EOFException;
import java.io.IOException;
import java.security.GeneralSecurityException;

/**
 * Answers every READ with the same bytes and allocates nothing: one prepared answer, in which it
 * writes the number of the message. Does not look at anything else.
 */
final class FakeServer implements AutoCloseable {

  private static final int LARGEST_REQUEST = 512;

  private final Wire wire;
  private final PreparedAnswer answer;
  private final byte[] prefix = new byte[Smb2.PREFIX];
  private final byte[] request = new byte[LARGEST_REQUEST];
  private final Thread thread;

  /**
   * Starts it.
   *
   * @param data what it answers
   */
  FakeServer(Wire wire, Session session, byte[] data) throws GeneralSecurityException {
    this.wire = wire;
    this.answer = answer(session, PreparedAnswer.message(session.id(), data));
    thread = Thread.ofPlatform().daemon().name("smb-server").start(this::serve);
  }

  private static PreparedAnswer answer(Session session, byte[] message)
      throws GeneralSecurityException {
    return switch (session.protection()) {
      case Plain() -> new PlainAnswer(message);
      case Encrypted keys -> new EncryptedAnswer(session, keys, message);
      case Signed _ ->
          throw new IllegalArgumentException("a signature cannot be prepared for any number");
    };
  }

  private void serve() {
    try (wire) {
      while (wire.in().readNBytes(prefix, 0, Smb2.PREFIX) == Smb2.PREFIX) {
        int length = Smb2.frameLength(prefix);
        if (wire.in().readNBytes(request, 0, Math.min(length, request.length)) < length) {
          throw new EOFException("the client ended within a request, or sent one that is too long");
        }
        byte[] frame = answer.to(answer.messageId(request));
        wire.out().write(frame, 0, Smb2.PREFIX + Smb2.frameLength(frame));
      }
    } catch (IOException closed) {
      // The client is told by the end of the connection, and whoever measures by the client.
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the fake server", e);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    wire.close();
    thread.join();
  }
}
