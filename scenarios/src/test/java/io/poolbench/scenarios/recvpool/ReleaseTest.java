package io.poolbench.scenarios.recvpool;

import static io.poolbench.scenarios.recvpool.Scene.bytes;
import static io.poolbench.scenarios.recvpool.Scene.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.poolbench.scenarios.pool.PoolStatistics;
import io.poolbench.scenarios.recvpool.Scene.Setting;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On every path a packet can take, its buffer is released exactly once. */
@Timeout(30)
final class ReleaseTest {

  private static final String ALL = "io.poolbench.scenarios.recvpool.Scene$Setting#all";
  private static final String SIGNED = "io.poolbench.scenarios.recvpool.Scene$Setting#signed";
  private static final String ENCRYPTED = "io.poolbench.scenarios.recvpool.Scene$Setting#encrypted";

  private static final int LENGTH = 3000;

  @ParameterizedTest
  @MethodSource(ALL)
  void afterAnAnswerWasRead(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      for (int round = 0; round < 5; round++) {
        scene.exchangeAnother(round);
      }
      scene.assertReleasedOnce(5, 5);
      assertThat(scene.credits.balance()).isEqualTo(Scene.CREDITS);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void afterAReadErrorWithinAPacket(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      Exchange exchange = scene.client.send(0, LENGTH);
      byte[] frame = scene.peer.framed(scene.peer.data(scene.peer.requestId(), new byte[LENGTH]));
      scene.peer.sendAsItIs(Arrays.copyOf(frame, frame.length / 2));
      scene.peer.close();
      assertThatIOException()
          .isThrownBy(() -> read(exchange))
          .withCauseInstanceOf(EOFException.class)
          .withMessageContaining("of a frame");
      scene.client.close();
      scene.assertReleasedOnce(1, 0);
    }
  }

  @ParameterizedTest
  @MethodSource(ENCRYPTED)
  void afterDecryptionFailed(Setting setting) throws Exception {
    for (int at : new int[] {Transform.TAG_AT, Transform.NONCE_AT, Transform.HEADER + 70}) {
      try (Scene scene = new Scene(setting)) {
        Exchange exchange = scene.client.send(0, LENGTH);
        byte[] frame = scene.peer.framed(scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 1)));
        frame[Smb2.PREFIX + at] ^= 1;
        scene.peer.sendAsItIs(frame);
        assertProtocolError(exchange, "an encrypted packet was refused");
        scene.client.close();
        scene.assertReleasedOnce(1, 1);
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ENCRYPTED)
  void afterAPacketOfAnotherSession(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      Exchange exchange = scene.client.send(0, LENGTH);
      byte[] frame = scene.peer.framed(scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 1)));
      frame[Smb2.PREFIX + Transform.SESSION_ID_AT] ^= 1;
      scene.peer.sendAsItIs(frame);
      assertProtocolError(exchange, "a packet of session");
      scene.client.close();
      scene.assertReleasedOnce(1, 0);
    }
  }

  @ParameterizedTest
  @MethodSource(ENCRYPTED)
  void afterAPacketThatShouldHaveBeenEncrypted(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      Exchange exchange = scene.client.send(0, LENGTH);
      byte[] message = scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 1));
      byte[] prefix = new byte[Smb2.PREFIX];
      Smb2.putPrefix(prefix, message.length);
      scene.peer.sendAsItIs(prefix);
      scene.peer.sendAsItIs(message);
      assertProtocolError(exchange, "not encrypted");
      scene.client.close();
      scene.assertReleasedOnce(1, 0);
    }
  }

  @ParameterizedTest
  @MethodSource(SIGNED)
  void afterASignatureThatDoesNotFit(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      Exchange exchange = scene.client.send(0, LENGTH);
      byte[] frame = scene.peer.framed(scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 1)));
      frame[frame.length - 1] ^= 1;
      scene.peer.sendAsItIs(frame);
      assertProtocolError(exchange, "another signature");
      scene.client.close();
      scene.assertReleasedOnce(1, 1);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void afterAMessageOfAnotherSession(Setting setting) throws Exception {
    assertRefused(setting, Smb2.SESSION_ID_AT, 1, "a message of session");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void afterTooManyCreditsWereGranted(Setting setting) throws Exception {
    assertRefused(setting, Smb2.CREDITS_AT + 1, 0x7F, "credits");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void afterSomethingThatIsNoMessage(Setting setting) throws Exception {
    assertRefused(setting, 0, 1, "no message of SMB2");
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void afterAMessageFollowedByNone(Setting setting) throws Exception {
    assertRefused(setting, Smb2.NEXT_AT + 2, 1, "is followed by");
  }

  private static void assertRefused(Setting setting, int at, int flip, String message)
      throws Exception {
    try (Scene scene = new Scene(setting)) {
      Exchange exchange = scene.client.send(0, LENGTH);
      Exchange bystander = scene.client.send(0, LENGTH);
      byte[] answer = scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 1));
      answer[at] ^= (byte) flip;
      scene.peer.send(answer);
      assertProtocolError(exchange, message);
      assertProtocolError(bystander, message);
      assertThatIOException().isThrownBy(() -> scene.client.send(0, LENGTH));
      scene.client.close();
      scene.assertReleasedOnce(1, 1);
    }
  }

  private static void assertProtocolError(Exchange exchange, String message) {
    assertThatIOException()
        .isThrownBy(() -> read(exchange))
        .withCauseInstanceOf(ProtocolException.class)
        .withMessageContaining(message);
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void afterAMessageThatNobodyWaitsFor(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      byte[] stray = scene.peer.data(4711, bytes(LENGTH, 1));
      Smb2.putShort(stray, Smb2.CREDITS_AT, 0);
      scene.peer.send(stray);
      scene.exchangeAnother(2);
      scene.assertReleasedOnce(2, 2);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void afterAPendingStatusThatIsNoAnswer(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      byte[] data = bytes(LENGTH, 1);
      Exchange exchange = scene.client.send(0, LENGTH);
      long id = scene.peer.requestId();
      scene.peer.send(scene.peer.status(id, Smb2.STATUS_PENDING, new byte[0]));
      byte[] answer = scene.peer.data(id, data);
      Smb2.putShort(answer, Smb2.CREDITS_AT, 0);
      scene.peer.send(answer);
      assertThat(read(exchange)).isEqualTo(data);
      scene.assertReleasedOnce(2, 2);
      assertThat(scene.credits.balance()).isEqualTo(Scene.CREDITS);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void afterAnAnswerThatMakesNoSense(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      assertInvalid(scene, Smb2.DATA_OFFSET_AT, 0xFF);
      assertInvalid(scene, Smb2.DATA_OFFSET_AT, 8);
      assertInvalid(scene, Smb2.DATA_LENGTH_AT, LENGTH + 1);
      assertInvalid(scene, Smb2.DATA_LENGTH_AT, -1);
      scene.exchangeAnother(2);
      scene.assertReleasedOnce(5, 5);
    }
  }

  private static void assertInvalid(Scene scene, int at, int value) throws Exception {
    Exchange exchange = scene.client.send(0, LENGTH);
    byte[] answer = scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 1));
    if (at == Smb2.DATA_OFFSET_AT) {
      answer[Smb2.HEADER + at] = (byte) value;
    } else {
      Smb2.putInt(answer, Smb2.HEADER + at, value);
    }
    scene.peer.send(answer);
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> read(exchange))
        .withMessageContaining("an invalid answer to a READ");
  }

  /** Still wrong upstream: the error keeps pointing into the buffer. */
  @ParameterizedTest
  @MethodSource(ALL)
  void afterAnErrorWhichKeepsNothingOfIt(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      byte[] told = "no more bytes".getBytes(StandardCharsets.US_ASCII);
      Exchange exchange = scene.client.send(0, LENGTH);
      scene.peer.send(scene.peer.status(scene.peer.requestId(), 0xC0000011, told));
      StatusException error = catchThrowableOfType(StatusException.class, () -> read(exchange));
      for (int round = 0; round < 3; round++) {
        scene.exchangeAnother(round);
      }
      assertThat(scene.total(PoolStatistics::hits)).as("its buffer was used again").isPositive();
      assertThat(error.status()).isEqualTo(0xC0000011);
      assertThat(error.errorData()).isEqualTo(told);
      scene.assertReleasedOnce(4, 4);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void afterAFrameThatIsTooLongNothingWasTaken(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      Exchange exchange = scene.client.send(0, LENGTH);
      byte[] prefix = new byte[Smb2.PREFIX];
      Smb2.putPrefix(prefix, Smb2.LARGEST_FRAME + 1);
      scene.peer.sendAsItIs(prefix);
      assertProtocolError(exchange, "a frame of 8388865 bytes, expected at most 8388864");
      scene.client.close();
      scene.assertReleasedOnce(0, 0);
    }
  }

  @ParameterizedTest
  @MethodSource(ENCRYPTED)
  void ofThePacketAsSoonAsItsPlaintextIsThere(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      Exchange exchange = scene.client.send(0, LENGTH);
      scene.peer.send(scene.peer.data(scene.peer.requestId(), bytes(LENGTH, 1)));
      Answer held = exchange.await();
      assertThat(scene.outstanding()).isEqualTo(setting.isAfter2() ? 1 : 0);
      held.release();
      scene.assertReleasedOnce(1, 1);
    }
  }

  /** A connection that fails while READs wait for credits: they are told, too. */
  @ParameterizedTest
  @MethodSource(ALL)
  void nobodyWaitsForAConnectionThatFailed(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      Thread waiting =
          Thread.startVirtualThread(
              () ->
                  assertThatIOException()
                      .isThrownBy(() -> scene.client.readAt(new byte[1 << 23], 0, 1 << 23, 0)));
      scene.peer.close();
      waiting.join();
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> scene.client.send(0, 1));
    }
  }
}
