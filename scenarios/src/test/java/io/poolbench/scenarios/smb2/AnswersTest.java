package io.poolbench.scenarios.smb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.poolbench.scenarios.smb2.Scene.Setting;
import io.poolbench.scenarios.smb2.Session.Encrypted;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AnswersTest {

  private static final int LENGTH = 1000;

  private final Session session =
      new Session(5, Setting.encrypted().findFirst().orElseThrow().protection());
  private final Encrypted keys = (Encrypted) session.protection();
  private final byte[] message = Answers.message(session.id(), Answers.data(LENGTH));
  private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
  private final Sender sender = new Sender(sent, session);

  private ReceiveBuffer request(long id, long offset, int length) throws Exception {
    sent.reset();
    sender.send(new Exchange(id, offset, length));
    ReceiveBuffer request = ReceiveBuffer.of(Server.LARGEST_REQUEST);
    int framed = sent.size() - Smb2.PREFIX;
    ByteArrayInputStream in = new ByteArrayInputStream(sent.toByteArray());
    in.skipNBytes(Smb2.PREFIX);
    request.fill(in, framed);
    return request;
  }

  /** The fake patches what it encrypted once; a cipher must come to the same bytes. */
  @Test
  void aPatchedAnswerIsWhatACipherMakesOfIt() throws Exception {
    PatchedAnswers answers = new PatchedAnswers(session, keys, message);
    Random random = new Random(2);
    for (long id : new long[] {0, 1, 2, 3, 255, -1, random.nextLong(), random.nextLong(), 1}) {
      int read = random.nextInt(1000);
      byte[] patched = message.clone();
      Smb2.putLong(patched, Smb2.MESSAGE_ID_AT, id);
      Samples.mark(patched, Answers.DATA_AT, LENGTH, (byte) read);
      byte[] expected = new byte[Smb2.PREFIX + Transform.HEADER + message.length + Transform.TAG];
      new Sealer(session.id(), keys.toClient())
          .seal(patched, patched.length, expected, Smb2.PREFIX);
      Smb2.putPrefix(expected, Transform.HEADER + message.length);
      int end = expected.length - Transform.TAG;
      byte[] answer = answers.to(request(id, (long) read * LENGTH, LENGTH));
      assertThat(Arrays.copyOf(answer, end)).isEqualTo(Arrays.copyOf(expected, end));
    }
  }

  /** Not a patched one: the nonce is another, and nothing of the ciphertext comes twice. */
  @Test
  void aSealedAnswerIsEncryptedAnew() throws Exception {
    SealedAnswers answers = new SealedAnswers(session, keys, message);
    byte[] first = answers.to(request(1, 0, LENGTH)).clone();
    byte[] second = answers.to(request(1, 0, LENGTH)).clone();
    int nonce = Smb2.PREFIX + Transform.NONCE_AT;
    assertThat(Arrays.copyOfRange(first, nonce, nonce + Transform.NONCE))
        .isNotEqualTo(Arrays.copyOfRange(second, nonce, nonce + Transform.NONCE));
    int sealed = Smb2.PREFIX + Transform.HEADER;
    for (int at = sealed; at < first.length - Transform.TAG; at += Transform.TAG) {
      assertThat(Arrays.copyOfRange(first, at, at + Transform.TAG))
          .isNotEqualTo(Arrays.copyOfRange(second, at, at + Transform.TAG));
    }
  }

  @Test
  void aRequestIsOpenedBeforeItIsAnsweredAndTheFakeOnlyBelievesIt() throws Exception {
    ReceiveBuffer request = request(1, 0, LENGTH);
    request.bytes()[Transform.TAG_AT] ^= 1;
    assertThat(new PatchedAnswers(session, keys, message).to(request)).isNotEmpty();
    SealedAnswers answers = new SealedAnswers(session, keys, message);
    assertThatExceptionOfType(SkippedException.class)
        .isThrownBy(() -> answers.to(request))
        .withMessageContaining("was refused");
  }

  @Test
  void aRequestForOtherBytesThanTheServerHasIsRefused() throws Exception {
    SealedAnswers answers = new SealedAnswers(session, keys, message);
    ReceiveBuffer request = request(1, 0, LENGTH + 1);
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> answers.to(request))
        .withMessageContaining("expected a READ of 1000");
  }
}
