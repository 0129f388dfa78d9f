package io.poolbench.scenarios.smb2;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.smb2.Session.Encrypted;
import io.poolbench.scenarios.smb2.Session.Plain;
import io.poolbench.scenarios.smb2.Session.Signed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A server that does what a test tells it, one step at a time, with real ciphers. */
final class Peer {

  private final Wire wire;
  private final Session session;
  private final @Nullable Opener opener;
  private final @Nullable Sealer sealer;

  Peer(Wire wire, Session session) {
    this.wire = wire;
    this.session = session;
    if (session.protection() instanceof Encrypted(var toServer, var toClient)) {
      opener = new Opener(session.id(), toServer);
      sealer = new Sealer(session.id(), toClient);
    } else {
      opener = null;
      sealer = null;
    }
  }

  /** The next request: verified, and in the clear. */
  byte[] request() throws IOException {
    byte[] prefix = wire.in().readNBytes(Smb2.PREFIX);
    int length = Smb2.frameLength(prefix);
    ReceiveBuffer packet = ReceiveBuffer.of(length);
    packet.fill(wire.in(), length);
    if (opener != null) {
      int opened = opener.messageLength(packet);
      ReceiveBuffer message = ReceiveBuffer.of(opened + Transform.TAG);
      opener.open(packet, opened, message);
      return Arrays.copyOf(message.bytes(), opened);
    }
    if (session.protection() instanceof Signed(var key)) {
      assertThat(new Signer(key).verifies(packet.bytes(), 0, length)).isTrue();
    }
    return Arrays.copyOf(packet.bytes(), length);
  }

  /** The number of the next request. */
  long requestId() throws IOException {
    return Smb2.getLong(request(), Smb2.MESSAGE_ID_AT);
  }

  /** A message that answers it with these bytes. */
  byte[] data(long id, byte[] data) {
    byte[] message = Answers.message(session.id(), data);
    Smb2.putLong(message, Smb2.MESSAGE_ID_AT, id);
    return message;
  }

  /** A message that answers it with a status. */
  byte[] status(long id, int status, byte[] errorData) {
    byte[] message = Arrays.copyOf(data(id, new byte[0]), Smb2.HEADER + Smb2.ERROR);
    Smb2.putInt(message, Smb2.STATUS_AT, status);
    Smb2.putInt(message, Smb2.HEADER + Smb2.ERROR_LENGTH_AT, errorData.length);
    return concatenated(message, errorData);
  }

  /** Two messages for one packet. */
  byte[] compound(byte[] first, byte[] second) {
    byte[] padded = Arrays.copyOf(first, (first.length + 7) & ~7);
    Smb2.putInt(padded, Smb2.NEXT_AT, padded.length);
    return concatenated(padded, second);
  }

  private static byte[] concatenated(byte[] first, byte[] second) {
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.writeBytes(first);
    both.writeBytes(second);
    return both.toByteArray();
  }

  /** A message as the session protects it, in its frame. */
  byte[] framed(byte[] message) throws GeneralSecurityException {
    byte[] frame = new byte[Smb2.PREFIX + Transform.HEADER + message.length + Transform.TAG];
    int length =
        switch (session.protection()) {
          case Plain() -> copied(message, frame);
          case Signed(var key) -> {
            new Signer(key).sign(message, 0, message.length);
            yield copied(message, frame);
          }
          case Encrypted _ when sealer != null ->
              sealer.seal(message, message.length, frame, Smb2.PREFIX);
          case Encrypted _ -> throw new AssertionError();
        };
    Smb2.putPrefix(frame, length);
    return Arrays.copyOf(frame, Smb2.PREFIX + length);
  }

  private static int copied(byte[] message, byte[] frame) {
    System.arraycopy(message, 0, frame, Smb2.PREFIX, message.length);
    return message.length;
  }

  void send(byte[] message) throws IOException, GeneralSecurityException {
    sendAsItIs(framed(message));
  }

  void sendAsItIs(byte[] bytes) throws IOException {
    wire.out().write(bytes);
  }

  void close() throws IOException {
    wire.close();
  }
}
