package io.poolbench.scenarios.recvpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.recvpool.Scene.Setting;
import io.poolbench.scenarios.recvpool.Session.Encrypted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is measured: client and fake server together. */
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
                            setting.name() + " before", _ -> new Before(), setting.protection())));
  }

  /** The digests of the workloads are samples. */
  @ParameterizedTest
  @MethodSource("settings")
  void everyByteArrives(Setting setting) throws Exception {
    for (Wire.Connecting wire : List.<Wire.Connecting>of(Wire::inMemory, Wire::loopback)) {
      for (int length : new int[] {1 << 10, 64 << 10, 1 << 20, 12345}) {
        byte[] data = Scene.bytes(length, length);
        Session session = new Session(1, setting.protection());
        Wire.Ends ends = wire.connect();
        try (ReceiveBuffers buffers = setting.stage().apply(ArrayPool.open());
            FakeServer server = new FakeServer(ends.server(), session, data);
            Client client = new Client(ends.client(), session, buffers, new Credits(1000))) {
          for (int repeat = 0; repeat < 3; repeat++) {
            byte[] target = new byte[length + 2];
            assertThat(client.readAt(target, 1, length, 0)).isEqualTo(length);
            assertThat(Arrays.copyOfRange(target, 1, 1 + length)).isEqualTo(data);
            assertThat(target[0] | target[length + 1]).as("around it").isZero();
          }
          assertThat(server).isNotNull();
        }
      }
    }
  }

  /** The fake patches what it encrypted once; a cipher must come to the same bytes. */
  @Test
  void aPatchedAnswerIsWhatACipherMakesOfIt() throws Exception {
    Session session = new Session(5, Setting.encrypted().findFirst().orElseThrow().protection());
    Encrypted keys = (Encrypted) session.protection();
    byte[] message = PreparedAnswer.message(session.id(), Scene.bytes(1000, 1));
    EncryptedAnswer answer = new EncryptedAnswer(session, keys, message);
    Random random = new Random(2);
    for (long id : new long[] {0, 1, 2, 3, 255, -1, random.nextLong(), random.nextLong(), 1}) {
      byte[] expected = new byte[Smb2.PREFIX + Transform.HEADER + message.length + Transform.TAG];
      Smb2.putLong(message, Smb2.MESSAGE_ID_AT, id);
      new Sealer(session.id(), keys.toClient())
          .seal(message, message.length, expected, Smb2.PREFIX);
      Smb2.putPrefix(expected, Transform.HEADER + message.length);
      int end = expected.length - Transform.TAG;
      assertThat(Arrays.copyOf(answer.to(id), end)).isEqualTo(Arrays.copyOf(expected, end));
    }
  }

  @Test
  void theDigestSeesWhetherAnythingWasCopied() {
    byte[] target = Scene.bytes(1000, 1);
    long digest = Samples.digest(target, 0, 1000);
    Samples.spoil(target, 0, 1000);
    assertThat(Samples.digest(target, 0, 1000)).isNotEqualTo(digest);
    assertThat(Samples.digest(Scene.bytes(1000, 1), 0, 1000)).isEqualTo(digest);
    assertThat(Samples.digest(Scene.bytes(1000, 1), 0, 999)).isNotEqualTo(digest);
  }

  /** Take here, recycle there, by many: no reader ever sees another's bytes. */
  @ParameterizedTest
  @MethodSource("io.poolbench.scenarios.recvpool.Scene$Setting#all")
  void readersAtOnceGetTheirOwnBytes(Setting setting) throws Exception {
    int readers = 4;
    int reads = 150;
    try (Scene scene = new Scene(setting);
        ExecutorService threads = Executors.newCachedThreadPool()) {
      Future<?> serving = threads.submit(() -> serve(scene, readers * reads));
      List<Future<?>> reading = new ArrayList<>();
      for (int reader = 0; reader < readers; reader++) {
        reading.add(threads.submit(() -> readRepeatedly(scene, reads)));
      }
      for (Future<?> done : reading) {
        done.get();
      }
      serving.get();
      scene.assertReleasedOnce(readers * reads, readers * reads);
    }
  }

  private static Void serve(Scene scene, int requests) throws Exception {
    for (int i = 0; i < requests; i++) {
      byte[] request = scene.peer.request();
      int length = Smb2.getInt(request, Smb2.HEADER + Smb2.READ_LENGTH_AT);
      long offset = Smb2.getLong(request, Smb2.HEADER + Smb2.READ_OFFSET_AT);
      long id = Smb2.getLong(request, Smb2.MESSAGE_ID_AT);
      scene.peer.send(scene.peer.data(id, Scene.bytes(length, (int) offset)));
    }
    return null;
  }

  private static Void readRepeatedly(Scene scene, int reads) throws Exception {
    for (int i = 0; i < reads; i++) {
      int seed = ThreadLocalRandom.current().nextInt(1 << 20);
      byte[] target = new byte[1 << ThreadLocalRandom.current().nextInt(4, 18)];
      assertThat(scene.client.readAt(target, 0, target.length, seed)).isEqualTo(target.length);
      assertThat(target).isEqualTo(Scene.bytes(target.length, seed));
    }
    return null;
  }

  @Test
  void closingEndsTheThreads() throws Exception {
    List<Thread> before = smbThreads();
    ReadOperation operation =
        new ReadOperation(ReadOperation.Kind.READ_AT, false, 1000, Wire::loopback, new Before());
    operation.run();
    assertThat(smbThreads()).hasSize(before.size() + 3);
    operation.close();
    assertThat(smbThreads()).containsExactlyInAnyOrderElementsOf(before);
  }

  private static List<Thread> smbThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && thread.getName().startsWith("smb-"))
        .toList();
  }
}
