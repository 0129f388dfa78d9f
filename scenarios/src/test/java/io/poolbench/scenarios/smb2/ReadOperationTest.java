package io.poolbench.scenarios.smb2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.poolbench.scenarios.recvpool.Stages;
import io.poolbench.scenarios.smb2.Faults.Of;
import io.poolbench.scenarios.smb2.ReadOperation.Kind;
import io.poolbench.scenarios.smb2.Scene.Fault;
import io.poolbench.scenarios.smb2.Scene.Setting;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is measured: client and server together. */
@Timeout(60)
final class ReadOperationTest {

  private static Stream<Setting> settings() {
    return Setting.unsigned()
        .flatMap(
            setting ->
                setting.isAfter2()
                    ? Stream.of(setting)
                    : Stream.of(
                        setting,
                        new Setting(
                            setting.name() + " before",
                            _ -> Stages.before(),
                            setting.protection())));
  }

  private static Stream<Arguments> settingsOnLinks() {
    return Stream.of(Link.values())
        .flatMap(link -> settings().map(setting -> Arguments.of(link, setting)));
  }

  /** The digests of the workloads are samples. */
  @ParameterizedTest
  @MethodSource("settingsOnLinks")
  void everyByteArrives(Link link, Setting setting) throws Exception {
    for (int length : new int[] {1 << 10, 64 << 10, 1 << 20, 12345}) {
      Session session = new Session(1, setting.protection());
      try (ReceiveBuffers buffers = setting.stage().apply(Stages.open());
          Link.Connection connection = link.open(session, length, buffers)) {
        for (int read = 0; read < 300; read += 1 + length / 1024) {
          byte[] target = new byte[length + 2];
          long offset = (long) read * length;
          assertThat(connection.client().readAt(target, 1, length, offset)).isEqualTo(length);
          byte[] expected = Answers.data(length);
          Samples.mark(expected, 0, length, (byte) read);
          assertThat(Arrays.copyOfRange(target, 1, 1 + length)).isEqualTo(expected);
          assertThat(target[0] | target[length + 1]).as("around it").isZero();
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"READ_AT, false", "READ_AT, true", "ROUND_TRIP, false", "ROUND_TRIP, true"})
  void whoeverKeepsWhatABufferHeldComesToAnotherDigest(Kind kind, boolean encrypted)
      throws Exception {
    for (int length : new int[] {1 << 10, 64 << 10, 1 << 20}) {
      long expected = digest(kind, encrypted, length, Fault.NONE);
      Fault fault = Faults.allKeepWhatTheyHeld(encrypted ? Of.PLAINTEXTS : Of.PACKETS);
      assertThat(digest(kind, encrypted, length, fault)).isNotEqualTo(expected);
    }
  }

  /** The digest of each but the first READ; the first finds what no READ has left. */
  private static long digest(Kind kind, boolean encrypted, int length, Fault fault)
      throws Exception {
    ReceiveBuffers buffers = fault.in(Stages.open().after2());
    try (ReadOperation operation =
        new ReadOperation(kind, encrypted, length, Link.ONE_THREAD, buffers)) {
      operation.run();
      return operation.run();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyReadOfTheFileComesToTheSameDigest(Kind kind) throws Exception {
    for (boolean encrypted : new boolean[] {false, true}) {
      try (ReadOperation operation =
          new ReadOperation(kind, encrypted, 1000, Link.ONE_THREAD, Stages.before())) {
        long digest = operation.run();
        for (int read = 0; read < 300; read++) {
          assertThat(operation.run()).isEqualTo(digest);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.poolbench.scenarios.smb2.Scene$Setting#encrypted")
  void whoeverKeepsThePacketOfAnEarlierAnswerGetsNone(Setting setting) throws Exception {
    Fault fault = Faults.allKeepWhatTheyHeld(Of.PACKETS);
    ReceiveBuffers buffers = fault.in(setting.stage().apply(Stages.open()));
    try (ReadOperation operation =
        new ReadOperation(Kind.READ_AT, true, 1000, Link.ONE_THREAD, buffers)) {
      assertThat(catchThrowable(operation::run)).hasMessageContaining("closed the connection");
    }
  }

  /** Each READ is marked for its place in the file, and the digest takes only its own mark away. */
  @ParameterizedTest
  @CsvSource({"1000", "1048576"})
  void theDigestSeesWhetherAnythingWasCopied(int length) {
    byte[] first = Answers.data(length);
    byte[] second = first.clone();
    Samples.mark(first, 0, length, Samples.mark(0, length));
    Samples.mark(second, 0, length, Samples.mark(length, length));
    byte mark = Samples.mark(length, length);
    long digest = Samples.digest(second, 0, length, mark);
    assertThat(Samples.digest(first, 0, length, Samples.mark(0, length))).isEqualTo(digest);
    assertThat(Samples.digest(first, 0, length, mark)).isNotEqualTo(digest);
    assertThat(Samples.digest(second, 0, length - 1, mark)).isNotEqualTo(digest);
    System.arraycopy(second, 0, first, 0, length - 1);
    assertThat(Samples.digest(first, 0, length, mark)).as("all but the last").isNotEqualTo(digest);
  }

  @ParameterizedTest
  @EnumSource
  void closingEndsTheThreads(Link link) throws Exception {
    List<Thread> before = smbThreads();
    ReadOperation operation = new ReadOperation(Kind.READ_AT, false, 1000, link, Stages.before());
    operation.run();
    int started =
        switch (link) {
          case ONE_THREAD -> 0;
          case THREADS -> 3;
          case TCP -> 2;
        };
    assertThat(smbThreads()).hasSize(before.size() + started);
    operation.close();
    assertThat(smbThreads()).containsExactlyInAnyOrderElementsOf(before);
  }

  private static List<Thread> smbThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && thread.getName().startsWith("smb-"))
        .toList();
  }
}
