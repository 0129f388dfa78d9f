package io.poolbench.scenarios.recvpool;

import io.poolbench.scenarios.recvpool.Session.Encrypted;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/**
 * A message encrypted once, so that what is measured is the client's work and not the encryption of
 * a megabyte by the server. Both parts of GCM are linear in the message while the nonce remains the
 * same: a bit of the message flips the same bit of the ciphertext, and always the same bits of the
 * tag. Which ones, a real encryption tells, once for each bit of the message's number. Using a
 * nonce again gives the message away, which is why a real server must encrypt anew.
 */
final class EncryptedAnswer implements PreparedAnswer {

  /** Of the block in which a message has its number; counters of blocks start from 2. */
  private static final int ID_BLOCK = Smb2.MESSAGE_ID_AT / Transform.TAG;

  private static final int ID_COUNTER_AT = 12;

  private final Session session;
  private final Encrypted keys;
  private final byte[] message;
  private final byte[] frame;
  private final byte[] another;
  private final long encryptedZero;
  private final long tagLow;
  private final long tagHigh;

  /** The low and the high half of what each bit flips in the tag; null until it is needed. */
  private final long[] @Nullable [] flips = new long[Long.SIZE][];

  private final Cipher blocks = Aes.ecb();
  private final byte[] counter = new byte[Transform.TAG];
  private final byte[] keyStream = new byte[Transform.TAG];

  EncryptedAnswer(Session session, Encrypted keys, byte[] message) throws GeneralSecurityException {
    this.session = session;
    this.keys = keys;
    this.message = message.clone();
    frame = new byte[Smb2.PREFIX + Transform.HEADER + message.length + Transform.TAG];
    another = new byte[frame.length];
    blocks.init(Cipher.ENCRYPT_MODE, keys.toServer());
    encrypt(0, frame);
    Smb2.putPrefix(frame, Transform.HEADER + message.length);
    encryptedZero = Smb2.getLong(frame, idAt());
    tagLow = Smb2.getLong(frame, tagAt());
    tagHigh = Smb2.getLong(frame, tagAt() + Long.BYTES);
  }

  private static int idAt() {
    return Smb2.PREFIX + Transform.HEADER + Smb2.MESSAGE_ID_AT;
  }

  private static int tagAt() {
    return Smb2.PREFIX + Transform.TAG_AT;
  }

  private void encrypt(long messageId, byte[] target) throws GeneralSecurityException {
    Smb2.putLong(message, Smb2.MESSAGE_ID_AT, messageId);
    // A new one each time: its nonces start from the same number.
    new Sealer(session.id(), keys.toClient()).seal(message, message.length, target, Smb2.PREFIX);
  }

  /** Deciphers one block, and believes it: the tag is not verified. */
  @Override
  public long messageId(byte[] request) throws GeneralSecurityException {
    System.arraycopy(request, Transform.NONCE_AT, counter, 0, Transform.NONCE);
    Smb2.putInt(counter, ID_COUNTER_AT, Integer.reverseBytes(2 + ID_BLOCK));
    blocks.update(counter, 0, counter.length, keyStream, 0);
    int inBlock = Smb2.MESSAGE_ID_AT % Transform.TAG;
    return Smb2.getLong(request, Transform.HEADER + Smb2.MESSAGE_ID_AT)
        ^ Smb2.getLong(keyStream, inBlock);
  }

  @Override
  public byte[] to(long messageId) throws GeneralSecurityException {
    long low = tagLow;
    long high = tagHigh;
    for (long rest = messageId; rest != 0; rest &= rest - 1) {
      long[] flip = flip(Long.numberOfTrailingZeros(rest));
      low ^= flip[0];
      high ^= flip[1];
    }
    Smb2.putLong(frame, idAt(), encryptedZero ^ messageId);
    Smb2.putLong(frame, tagAt(), low);
    Smb2.putLong(frame, tagAt() + Long.BYTES, high);
    return frame;
  }

  private long[] flip(int bit) throws GeneralSecurityException {
    long[] known = flips[bit];
    if (known != null) {
      return known;
    }
    encrypt(1L << bit, another);
    long[] flip = {
      Smb2.getLong(another, tagAt()) ^ tagLow, Smb2.getLong(another, tagAt() + Long.BYTES) ^ tagHigh
    };
    flips[bit] = flip;
    return flip;
  }
}
