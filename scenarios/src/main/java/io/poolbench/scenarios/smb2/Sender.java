package io.poolbench.scenarios.smb2;

import io.poolbench.scenarios.smb2.Session.Encrypted;
import io.poolbench.scenarios.smb2.Session.Signed;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Writes the requests of a client, one after the other, from arrays that it uses again. */
final class Sender {

  /** Bytes of a request before it is protected. */
  static final int MESSAGE = Smb2.HEADER + Smb2.READ;

  private final OutputStream out;
  private final long sessionId;
  private final @Nullable Signer signer;
  private final @Nullable Sealer sealer;
  private final byte[] message = new byte[MESSAGE];
  private final byte[] frame = new byte[Smb2.PREFIX + Transform.HEADER + MESSAGE + Transform.TAG];

  Sender(OutputStream out, Session session) {
    this.out = out;
    sessionId = session.id();
    signer = session.protection() instanceof Signed(var key) ? new Signer(key) : null;
    sealer =
        session.protection() instanceof Encrypted(var toServer, _)
            ? new Sealer(sessionId, toServer)
            : null;
  }

  /** Sends a request. */
  void send(Exchange exchange) throws IOException {
    write(exchange);
    int length = protect();
    Smb2.putPrefix(frame, length);
    out.write(frame, 0, Smb2.PREFIX + length);
  }

  private void write(Exchange exchange) {
    Arrays.fill(message, (byte) 0);
    Smb2.putHeader(message, 0, exchange.id(), sessionId);
    int charge = Smb2.charge(exchange.length());
    Smb2.putShort(message, Smb2.CHARGE_AT, charge);
    Smb2.putShort(message, Smb2.CREDITS_AT, charge);
    Smb2.putShort(message, Smb2.HEADER, Smb2.READ_STRUCTURE);
    Smb2.putInt(message, Smb2.HEADER + Smb2.READ_LENGTH_AT, exchange.length());
    Smb2.putLong(message, Smb2.HEADER + Smb2.READ_OFFSET_AT, exchange.offset());
  }

  private int protect() throws IOException {
    if (sealer != null) {
      try {
        return sealer.seal(message, MESSAGE, frame, Smb2.PREFIX);
      } catch (GeneralSecurityException e) {
        throw new IOException("a request could not be encrypted: " + e.getMessage(), e);
      }
    }
    if (signer != null) {
      signer.sign(message, 0, MESSAGE);
    }
    System.arraycopy(message, 0, frame, Smb2.PREFIX, MESSAGE);
    return MESSAGE;
  }
}
