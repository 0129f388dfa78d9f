package io.poolbench.scenarios.smb2;

import io.poolbench.scenarios.smb2.Session.Encrypted;
import java.net.ProtocolException;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/**
 * One message that was encrypted once: a server in the client's JVM that would encrypt anew, as
 * {@link SealedAnswers} does, would allocate where only the client is to be measured. Both parts of
 * GCM are linear in the message while the nonce remains the same: a bit of the message flips the
 * same bit of the ciphertext, and always the same bits of the tag. Which ones, a real encryption
 * tells, once for each bit of the number and of the mark. Using a nonce again gives the message
 * away, which is why a real server must encrypt anew.
 */
final class PatchedAnswers implements Answers {

  /** Counters of blocks start from 2: the first is the tag's. */
  private static final int FIRST_COUNTER = 2;

  private final Session session;
  private final Encrypted keys;
  private final byte[] message;
  private final int data;
  private final byte[] frame;
  private final long encryptedZero;
  private byte marked;

  /** The low and the high half of the tag of number 0 without a mark, and what each bit flips. */
  private final long[] tag;

  private final long[][] idFlips = new long[Long.SIZE][];
  private final long[][] markFlips = new long[Byte.SIZE][];

  private final Cipher blocks = Aes.ecb();
  private final byte[] counters = new byte[Sender.MESSAGE];
  private final byte[] keyStream = new byte[Sender.MESSAGE];

  PatchedAnswers(Session session, Encrypted keys, byte[] message) throws GeneralSecurityException {
    this.session = session;
    this.keys = keys;
    this.message = message.clone();
    data = message.length - DATA_AT;
    frame = new byte[Smb2.PREFIX + Transform.HEADER + message.length + Transform.TAG];
    blocks.init(Cipher.ENCRYPT_MODE, keys.toServer());
    byte[] another = new byte[frame.length];
    tag = encrypt(0, (byte) 0, frame);
    for (int bit = 0; bit < idFlips.length; bit++) {
      idFlips[bit] = flips(encrypt(1L << bit, (byte) 0, another));
    }
    for (int bit = 0; bit < markFlips.length; bit++) {
      markFlips[bit] = flips(encrypt(0, (byte) (1 << bit), another));
    }
    Smb2.putPrefix(frame, Transform.HEADER + message.length);
    encryptedZero = Smb2.getLong(frame, idAt());
  }

  private static int idAt() {
    return Smb2.PREFIX + Transform.HEADER + Smb2.MESSAGE_ID_AT;
  }

  private static int dataAt() {
    return Smb2.PREFIX + Transform.HEADER + DATA_AT;
  }

  private static int tagAt() {
    return Smb2.PREFIX + Transform.TAG_AT;
  }

  /** Encrypts a message, and returns its tag. */
  private long[] encrypt(long messageId, byte mark, byte[] target) throws GeneralSecurityException {
    Smb2.putLong(message, Smb2.MESSAGE_ID_AT, messageId);
    Samples.mark(message, DATA_AT, data, mark);
    // A new one each time: its nonces start from the same number.
    new Sealer(session.id(), keys.toClient()).seal(message, message.length, target, Smb2.PREFIX);
    Samples.mark(message, DATA_AT, data, mark);
    return new long[] {Smb2.getLong(target, tagAt()), Smb2.getLong(target, tagAt() + Long.BYTES)};
  }

  private long[] flips(long[] another) {
    return new long[] {another[0] ^ tag[0], another[1] ^ tag[1]};
  }

  @Override
  public byte[] to(ReceiveBuffer packet) throws ProtocolException, GeneralSecurityException {
    byte[] request = deciphered(packet.bytes());
    byte mark = Answers.mark(request, data);
    Samples.mark(frame, dataAt(), data, (byte) (mark ^ marked));
    marked = mark;
    long id = Smb2.getLong(request, Smb2.MESSAGE_ID_AT);
    Smb2.putLong(frame, idAt(), encryptedZero ^ id);
    Smb2.putLong(frame, tagAt(), tag(0, id, mark));
    Smb2.putLong(frame, tagAt() + Long.BYTES, tag(1, id, mark));
    return frame;
  }

  /** Returns a half of the tag. */
  private long tag(int half, long id, byte mark) {
    long patched = tag[half];
    for (long rest = id; rest != 0; rest &= rest - 1) {
      patched ^= idFlips[Long.numberOfTrailingZeros(rest)][half];
    }
    for (int rest = mark & 0xFF; rest != 0; rest &= rest - 1) {
      patched ^= markFlips[Integer.numberOfTrailingZeros(rest)][half];
    }
    return patched;
  }

  /** Returns the request, which is believed: its tag is not verified, for that allocates. */
  private byte[] deciphered(byte[] packet) throws GeneralSecurityException {
    for (int at = 0; at < counters.length; at += Transform.TAG) {
      System.arraycopy(packet, Transform.NONCE_AT, counters, at, Transform.NONCE);
      int counter = FIRST_COUNTER + at / Transform.TAG;
      Smb2.putInt(counters, at + Transform.NONCE, Integer.reverseBytes(counter));
    }
    blocks.update(counters, 0, counters.length, keyStream, 0);
    for (int at = 0; at < keyStream.length; at += Long.BYTES) {
      long cleartext = Smb2.getLong(packet, Transform.HEADER + at) ^ Smb2.getLong(keyStream, at);
      Smb2.putLong(keyStream, at, cleartext);
    }
    return keyStream;
  }
}
