package io.poolbench.scenarios.recvpool;

import io.poolbench.scenarios.recvpool.Session.Encrypted;
import io.poolbench.scenarios.recvpool.Session.Signed;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Reads packets and hands their messages to those who wait. The buffer of a packet has one owner at
 * every moment: the receiver, until an answer was delivered, and then whoever waited for it.
 */
final class Receiver {

  private final InputStream in;
  private final ReceiveBuffers buffers;
  private final long sessionId;
  private final @Nullable Signer signer;
  private final @Nullable Opener opener;
  private final Credits credits;
  private final Exchanges exchanges;

  Receiver(
      InputStream in,
      ReceiveBuffers buffers,
      Session session,
      Credits credits,
      Exchanges exchanges) {
    this.in = in;
    this.buffers = buffers;
    this.credits = credits;
    this.exchanges = exchanges;
    sessionId = session.id();
    signer = session.protection() instanceof Signed(var key) ? new Signer(key) : null;
    opener =
        session.protection() instanceof Encrypted(_, var toClient)
            ? new Opener(sessionId, toClient)
            : null;
  }

  /**
   * Receives until the connection fails.
   *
   * @throws EOFException when the server closes it
   * @throws ProtocolException at anything that the server should not have sent: what cannot be
   *     trusted cannot be answered, and whoever waits for that answer shall not wait for ever
   */
  void run() throws IOException {
    byte[] prefix = new byte[Smb2.PREFIX];
    while (in.readNBytes(prefix, 0, Smb2.PREFIX) == Smb2.PREFIX) {
      receive(Smb2.frameLength(prefix));
    }
    throw new EOFException("the server closed the connection");
  }

  private void receive(int length) throws IOException {
    ReceiveBuffer owned = buffers.packet(length + Transform.TAG);
    boolean delivered = false;
    try {
      owned.fill(in, length);
      if (opener != null) {
        owned = exchangeForPlaintext(opener, owned);
      }
      delivered = deliver(owned);
    } finally {
      if (!delivered) {
        owned.release();
      }
    }
  }

  /** The packet's message; the packet is released, unless this fails. */
  private ReceiveBuffer exchangeForPlaintext(Opener opener, ReceiveBuffer packet)
      throws ProtocolException {
    int length = opener.messageLength(packet);
    ReceiveBuffer message = buffers.plaintext(length);
    boolean opened = false;
    try {
      opener.open(packet, length, message);
      opened = true;
    } finally {
      if (!opened) {
        message.release();
      }
    }
    packet.release();
    return message;
  }

  /** Whether the buffer is another's from now on. */
  private boolean deliver(ReceiveBuffer buffer) throws ProtocolException {
    int length = buffer.length();
    int next = nextMessage(buffer.bytes(), 0, length);
    if (next == 0) {
      return deliver(buffer, 0, length);
    }
    // Several answers in one packet: to count their readers is not worth it, they are rare.
    buffer.leaveToCollector();
    int from = 0;
    for (; next > 0; next = nextMessage(buffer.bytes(), from, length)) {
      deliver(buffer, from, next);
      from += next;
    }
    deliver(buffer, from, length - from);
    return true;
  }

  /** Bytes from a message to the one behind it, or 0. */
  private static int nextMessage(byte[] bytes, int from, int end) throws ProtocolException {
    if (end - from < Smb2.HEADER || Smb2.getInt(bytes, from) != Smb2.PROTOCOL) {
      throw new ProtocolException(
          "%d bytes at %d of a packet are no message of SMB2".formatted(end - from, from));
    }
    int next = Smb2.getInt(bytes, from + Smb2.NEXT_AT);
    if (next != 0 && (next < Smb2.HEADER || next > end - from)) {
      throw new ProtocolException(
          "a message at %d of %d bytes is followed by one %d behind".formatted(from, end, next));
    }
    return next;
  }

  private boolean deliver(ReceiveBuffer buffer, int from, int length) throws ProtocolException {
    byte[] bytes = buffer.bytes();
    verify(bytes, from, length);
    // Before anything is taken from those that wait: if this fails, all of them must.
    credits.grant(Smb2.getShort(bytes, from + Smb2.CREDITS_AT));
    if (Smb2.getInt(bytes, from + Smb2.STATUS_AT) == Smb2.STATUS_PENDING) {
      return false;
    }
    // Nobody waits for it when the reader gave up; that is no failure of the server.
    Exchange exchange = exchanges.remove(Smb2.getLong(bytes, from + Smb2.MESSAGE_ID_AT));
    return exchange != null && exchange.deliver(new Answer(buffer, from, length));
  }

  private void verify(byte[] bytes, int from, int length) throws ProtocolException {
    long session = Smb2.getLong(bytes, from + Smb2.SESSION_ID_AT);
    if (session != sessionId) {
      throw new ProtocolException(
          "a message of session %x, expected %x".formatted(session, sessionId));
    }
    if (signer != null && !signer.verifies(bytes, from, length)) {
      throw new ProtocolException("a message has another signature than its content");
    }
  }
}
