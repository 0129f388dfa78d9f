package io.poolbench.scenarios.smb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.Patience;
import io.poolbench.scenarios.smb2.Faults.Of;
import io.poolbench.scenarios.smb2.Scene.Fault;
import io.poolbench.scenarios.smb2.Scene.Setting;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** On every path a packet can take, its buffer is released exactly once. */
@Timeout(Patience.SECONDS)
final class ReleaseTest {

  private static final String ALL = "io.poolbench.scenarios.smb2.Scene$Setting#all";
  private static final String ENCRYPTED = "io.poolbench.scenarios.smb2.Scene$Setting#encrypted";

  private static final int LENGTH = 3000;

  private static Stream<Arguments> paths() {
    return ReleasePath.all()
        .flatMap(
            path -> Setting.all().filter(path::isPossibleIn).map(each -> Arguments.of(path, each)));
  }

  /** Where plaintexts are pooled, and one is taken. */
  private static Stream<Arguments> pathsOfPlaintexts() {
    return ReleasePath.all()
        .flatMap(
            path ->
                Setting.encrypted()
                    .filter(each -> each.isAfter2() && path.isPossibleIn(each) && path.opens())
                    .map(each -> Arguments.of(path, each)));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void aBufferIsReleasedOnce(ReleasePath path, Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      path.playAndCheck(scene);
    }
  }

  /** What finds the broken ones is not what they are broken with. */
  @ParameterizedTest
  @MethodSource("paths")
  void nothingIsFoundWhereNothingIsBroken(ReleasePath path, Setting setting) throws Exception {
    for (Of which : Of.values()) {
      try (Scene scene = new Scene(setting, Faults.none(which))) {
        path.playAndCheck(scene);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("paths")
  void aPacketIsFoundThatIsNeverReleasedOrTwice(ReleasePath path, Setting setting)
      throws Exception {
    assertFindsOut(path, setting, Faults.firstIsForgotten(Of.PACKETS));
    assertFindsOut(path, setting, Faults.firstIsReleasedTwice(Of.PACKETS));
  }

  @ParameterizedTest
  @MethodSource("pathsOfPlaintexts")
  void aPlaintextIsFoundThatIsNeverReleasedOrTwice(ReleasePath path, Setting setting)
      throws Exception {
    assertFindsOut(path, setting, Faults.firstIsForgotten(Of.PLAINTEXTS));
    assertFindsOut(path, setting, Faults.firstIsReleasedTwice(Of.PLAINTEXTS));
  }

  @ParameterizedTest
  @MethodSource("io.poolbench.scenarios.smb2.Scene$Setting#plain")
  void aPacketIsFoundThatIsReleasedTooEarly(Setting setting) throws Exception {
    assertFindsOut(
        ReleasePath.TWO_ANSWERS_WAITED_FOR_THEIR_READERS,
        setting,
        Faults.allAreReleasedTooEarly(Of.PACKETS));
  }

  /** Where the error of an answer was, three more packets have been. */
  @ParameterizedTest
  @MethodSource(ALL)
  void anErrorThatPointsIntoItsBufferIsFoundOut(Setting setting) throws Exception {
    List<byte[]> arrays = new CopyOnWriteArrayList<>();
    try (Scene scene = new Scene(setting, Faults.recordingArrays(arrays))) {
      byte[] told = Scene.bytes(100, 9);
      Exchange exchange = scene.client.send(0, LENGTH);
      scene.peer.send(scene.peer.status(scene.peer.requestId(), 0xC0000011, told));
      assertThatIOException().isThrownBy(() -> scene.read(exchange));
      int at = Smb2.HEADER + Smb2.ERROR;
      byte[] pointedInto = arrays.getLast();
      assertThat(Arrays.copyOfRange(pointedInto, at, at + told.length)).isEqualTo(told);
      for (int round = 0; round < 3; round++) {
        scene.exchangeAnother(round);
      }
      boolean pooled = !setting.isEncrypted() || setting.isAfter2();
      assertThat(Arrays.equals(Arrays.copyOfRange(pointedInto, at, at + told.length), told))
          .as("still told")
          .isEqualTo(!pooled);
    }
  }

  private static void assertFindsOut(ReleasePath path, Setting setting, Fault fault)
      throws Exception {
    try (Scene scene = new Scene(setting, fault)) {
      assertThatThrownBy(() -> path.playAndCheck(scene))
          .isNotInstanceOf(InterruptedException.class);
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void nothingIsTakenForAFrameThatIsTooLong(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      Exchange exchange = scene.client.send(0, LENGTH);
      byte[] prefix = new byte[Smb2.PREFIX];
      Smb2.putPrefix(prefix, Smb2.LARGEST_FRAME + 1);
      scene.peer.sendAsItIs(prefix);
      assertThatIOException()
          .isThrownBy(() -> scene.read(exchange))
          .withCauseInstanceOf(ProtocolException.class)
          .withMessageContaining("a frame of 8388865 bytes, expected at most 8388864");
      scene.client.close();
      scene.assertReleasedOnce(0, 0);
    }
  }

  @ParameterizedTest
  @MethodSource(ENCRYPTED)
  void aPacketIsReleasedAsSoonAsItsPlaintextIsThere(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      Exchange exchange = scene.client.send(0, LENGTH);
      scene.peer.send(scene.peer.data(scene.peer.requestId(), Scene.bytes(LENGTH, 1)));
      Answer held = scene.client.await(exchange);
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
      FutureTask<Integer> waiting =
          new FutureTask<>(() -> scene.client.readAt(new byte[1 << 23], 0, 1 << 23, 0));
      Thread.startVirtualThread(waiting);
      scene.peer.close();
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(waiting::get)
          .withCauseInstanceOf(IOException.class);
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> scene.client.send(0, 1));
    }
  }
}
