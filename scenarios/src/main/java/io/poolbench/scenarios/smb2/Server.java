package io.poolbench.scenarios.smb2;

import io.poolbench.scenarios.smb2.Session.Encrypted;
import io.poolbench.scenarios.smb2.Session.Plain;
import io.poolbench.scenarios.smb2.Session.Signed;
import java.io.IOException;
import java.security.GeneralSecurityException;

/** Answers the READs of one connection, one after the other. */
final class Server {

  /** Requests have 180 bytes at most. */
  static final int LARGEST_REQUEST = 512;

  private final Wire wire;
  private final Answers answers;
  private final byte[] prefix = new byte[Smb2.PREFIX];
  private final ReceiveBuffer request = ReceiveBuffer.of(LARGEST_REQUEST);

  private Server(Wire wire, Answers answers) {
    this.wire = wire;
    this.answers = answers;
  }

  /** Makes a server that opens every request and seals every answer. */
  static Server real(Wire wire, Session session, byte[] data) {
    byte[] message = Answers.message(session.id(), data);
    return new Server(
        wire,
        switch (session.protection()) {
          case Plain() -> new PlainAnswers(message);
          case Encrypted keys -> new SealedAnswers(session, keys, message);
          case Signed _ -> throw unsigned();
        });
  }

  /** Makes a server that allocates nothing, to run in the JVM in which a client is measured. */
  static Server fake(Wire wire, Session session, byte[] data) throws GeneralSecurityException {
    byte[] message = Answers.message(session.id(), data);
    return new Server(
        wire,
        switch (session.protection()) {
          case Plain() -> new PlainAnswers(message);
          case Encrypted keys -> new PatchedAnswers(session, keys, message);
          case Signed _ -> throw unsigned();
        });
  }

  private static IllegalArgumentException unsigned() {
    return new IllegalArgumentException("servers do not sign; a session is plain or encrypted");
  }

  /** Answers until the client closes the connection. */
  void run() throws IOException, GeneralSecurityException {
    while (serve()) {
      // Once for each request.
    }
  }

  /** Answers one request; returns false when the connection ended instead. */
  boolean serve() throws IOException, GeneralSecurityException {
    if (wire.in().readNBytes(prefix, 0, Smb2.PREFIX) < Smb2.PREFIX) {
      return false;
    }
    int length = Smb2.frameLength(prefix);
    if (length > LARGEST_REQUEST) {
      throw new IOException(
          "a request of %d bytes, expected at most %d".formatted(length, LARGEST_REQUEST));
    }
    request.fill(wire.in(), length);
    byte[] frame = answers.to(request);
    wire.out().write(frame, 0, Smb2.PREFIX + Smb2.frameLength(frame));
    return true;
  }
}
