package io.poolbench.scenarios.smb2;

import io.poolbench.scenarios.smb2.Session.Encrypted;
import java.io.IOException;
import java.security.GeneralSecurityException;

/**
 * Opens every request and seals every answer, as a real server does. It allocates what the JDK's
 * cipher does, and must therefore not run in a JVM in which a client is measured.
 */
final class SealedAnswers implements Answers {

  private final Opener opener;
  private final Sealer sealer;
  private final byte[] message;
  private final int data;
  private final ReceiveBuffer opened = ReceiveBuffer.of(Server.LARGEST_REQUEST);
  private final byte[] frame;
  private byte marked;

  SealedAnswers(Session session, Encrypted keys, byte[] message) {
    opener = new Opener(session.id(), keys.toServer());
    sealer = new Sealer(session.id(), keys.toClient());
    this.message = message.clone();
    data = message.length - DATA_AT;
    frame = new byte[Smb2.PREFIX + Transform.HEADER + message.length + Transform.TAG];
  }

  @Override
  public byte[] to(ReceiveBuffer request) throws IOException, GeneralSecurityException {
    opener.open(request, opener.messageLength(request), opened);
    byte[] bytes = opened.bytes();
    byte mark = Answers.mark(bytes, data);
    Samples.mark(message, DATA_AT, data, (byte) (mark ^ marked));
    marked = mark;
    long id = Smb2.getLong(bytes, Smb2.MESSAGE_ID_AT);
    Smb2.putLong(message, Smb2.MESSAGE_ID_AT, id);
    Smb2.putPrefix(frame, sealer.seal(message, message.length, frame, Smb2.PREFIX));
    return frame;
  }
}
