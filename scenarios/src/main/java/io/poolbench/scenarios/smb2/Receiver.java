package io.poolbench.scenarios.smb2;

import io.poolbench.scenarios.smb2.Session.Encrypted;
import io.poolbench.scenarios.smb2.Session.Signed;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.ProtocolException;
import org.jspecify.annotations.Nullable;

/**
 * Reads packets and hands their messages to those who wait. The buffer of a packet has one owner at
 * every moment: the receiver, until an answer was delivered, and then whoever waited for it.
 *
 * <p>What cannot be decrypted, or is of another session, is skipped: anybody may have written it,
 * and those who wait, wait on. A message whose signature does not fit fails only its own READ.
 */
final class Receiver {

  private static final Logger LOG = System.getLogger(Receiver.class.getName());

  private final InputStream in;
  private final ReceiveBuffers buffers;
  private final long sessionId;
  private final @Nullable Signer signer;
  private final @Nullable Opener opener;
  private final Credits credits;
  private final Exchanges exchanges;
  private final byte[] prefix = new byte[Smb2.PREFIX];

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
   * Receives one packet, waiting for it.
   *
   * @throws EOFException when the server closes the connection
   * @throws ProtocolException when it can no longer be told where the next message begins, or what
   *     may still be asked for
   */
  void receive() throws IOException {
    if (in.readNBytes(prefix, 0, Smb2.PREFIX) < Smb2.PREFIX) {
      throw new EOFException("the server closed the connection");
    }
    int length = Smb2.frameLength(prefix);
    ReceiveBuffer owned = buffers.packet(length);
    boolean delivered = false;
    try {
      owned.fill(in, length);
      if (opener != null) {
        owned = exchangeForPlaintext(opener, owned);
      }
      delivered = deliver(owned);
    } catch (SkippedException e) {
      skip(e.getMessage());
    } finally {
      if (!delivered) {
        owned.release();
      }
    }
  }

  private static void skip(@Nullable String what) {
    LOG.log(Level.DEBUG, "skipped: {0}", what);
  }

  /** Returns the packet's message; the packet is released, unless this fails. */
  private ReceiveBuffer exchangeForPlaintext(Opener opener, ReceiveBuffer packet)
      throws SkippedException {
    int length = opener.messageLength(packet);
    ReceiveBuffer scratch = buffers.plaintext(length + Transform.TAG);
    boolean opened = false;
    try {
      opener.open(packet, length, scratch);
      opened = true;
    } finally {
      if (!opened) {
        scratch.release();
      }
    }
    packet.release();
    return scratch;
  }

  /** Hands the messages of a packet over, and tells whether the buffer is another's from now on. */
  private boolean deliver(ReceiveBuffer buffer) throws IOException {
    byte[] bytes = buffer.bytes();
    int length = buffer.length();
    int next = nextMessage(bytes, 0, length);
    if (Smb2.getLong(bytes, Smb2.SESSION_ID_AT) != sessionId) {
      throw new SkippedException(wrongSession(bytes, 0));
    }
    if (next == 0) {
      return deliver(buffer, 0, length);
    }
    // Several answers in one packet: to count their readers is not worth it, they are rare.
    buffer.leaveToCollector();
    int from = 0;
    for (; next > 0; next = nextMessage(bytes, from, length)) {
      deliver(buffer, from, next);
      from += next;
    }
    deliver(buffer, from, length - from);
    return true;
  }

  private String wrongSession(byte[] bytes, int from) {
    return "a message of session %x, expected %x"
        .formatted(Smb2.getLong(bytes, from + Smb2.SESSION_ID_AT), sessionId);
  }

  /** Returns the bytes from a message to the one behind it, or 0. */
  private static int nextMessage(byte[] bytes, int from, int end) throws IOException {
    if (end - from < Smb2.HEADER || Smb2.getInt(bytes, from) != Smb2.PROTOCOL) {
      throw new SkippedException(
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
    Long id = Smb2.getLong(bytes, from + Smb2.MESSAGE_ID_AT);
    Exchange exchange = exchanges.find(id);
    if (exchange == null) {
      skip("an answer to message %d, for which nobody waits".formatted(id));
      return false;
    }
    boolean pending = Smb2.getInt(bytes, from + Smb2.STATUS_AT) == Smb2.STATUS_PENDING;
    // [MS-SMB2] 3.2.5.1.3: that an answer is pending is not signed.
    String distrust = pending ? null : distrust(bytes, from, length);
    if (distrust != null) {
      exchanges.remove(id);
      credits.giveBack(exchange.claimLoan());
      exchange.fail(new ProtocolException(distrust));
      return false;
    }
    exchange.claimLoan();
    // Before it is taken from those that wait: if this fails, all of them must.
    credits.grant(Smb2.getShort(bytes, from + Smb2.CREDITS_AT));
    return !pending
        && exchanges.remove(id) != null
        && exchange.deliver(new Answer(buffer, from, length));
  }

  /** Returns why a message is not to be believed, or null when it is. */
  private @Nullable String distrust(byte[] bytes, int from, int length) {
    if (Smb2.getLong(bytes, from + Smb2.SESSION_ID_AT) != sessionId) {
      return wrongSession(bytes, from);
    }
    if (signer != null && !signer.verifies(bytes, from, length)) {
      return "a message has another signature than its content";
    }
    return null;
  }
}
