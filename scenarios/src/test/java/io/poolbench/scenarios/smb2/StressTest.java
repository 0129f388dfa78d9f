package io.poolbench.scenarios.smb2;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.recvpool.Stages;
import io.poolbench.scenarios.smb2.Faults.Of;
import io.poolbench.scenarios.smb2.Scene.Fault;
import io.poolbench.scenarios.smb2.Scene.Setting;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Taken by the receivers of two connections and given back by many readers, all platform threads:
 * no reader ever sees another's bytes.
 */
@Timeout(400) // Longer than all readers may take, so that it is seen which one is late.
final class StressTest {

  private static final int CONNECTIONS = 2;
  private static final int READERS = 3;
  private static final int READS = 100;

  /** For all reads of a reader, on a machine however busy. */
  private static final long LONGEST_SECONDS = 60;

  /** Where one whose answer has become another's waits for ever. */
  private static final long LONGEST_SECONDS_BROKEN = 5;

  @ParameterizedTest
  @MethodSource("io.poolbench.scenarios.smb2.Scene$Setting#all")
  void readersGetTheirOwnBytesFromThePoolThatIsMeasured(Setting setting) throws Exception {
    try (Stages pool = Stages.open()) {
      assertThat(readersWithOtherBytes(setting, Fault.NONE, pool, LONGEST_SECONDS)).isZero();
      assertReleasedOnce(pool);
    }
  }

  @ParameterizedTest
  @MethodSource("io.poolbench.scenarios.smb2.Scene$Setting#all")
  void readersGetTheirOwnBytesFromAPoolThatFindsMisuse(Setting setting) throws Exception {
    try (Stages pool = Stages.open(builder -> builder.checking().watchingOneIn(1))) {
      assertThat(readersWithOtherBytes(setting, Fault.NONE, pool, LONGEST_SECONDS)).isZero();
      assertReleasedOnce(pool);
    }
  }

  /** Sooner or later: two connections must meet in one array. */
  @ParameterizedTest
  @MethodSource("io.poolbench.scenarios.smb2.Scene$Setting#plain")
  void buffersThatAreReleasedTooEarlyAreFoundOut(Setting setting) throws Exception {
    int found = 0;
    while (found == 0) {
      try (Stages pool = Stages.open()) {
        found =
            readersWithOtherBytes(
                setting, Faults.allAreReleasedTooEarly(Of.PACKETS), pool, LONGEST_SECONDS_BROKEN);
      } catch (ExecutionException | TimeoutException broken) {
        // The packet was another's before its answer was delivered, to whom it was or to nobody.
        found++;
      }
    }
    assertThat(found).isPositive();
  }

  private static void assertReleasedOnce(Stages pool) {
    assertThat(pool.statistics())
        .allSatisfy(
            statistics -> {
              assertThat(statistics.outstanding()).as("never released").isZero();
              assertThat(statistics.secondRecycles()).as("released twice").isZero();
            });
  }

  private static int readersWithOtherBytes(
      Setting setting, Fault fault, Stages pool, long longestSeconds) throws Exception {
    List<Scene> scenes = new ArrayList<>();
    try (ExecutorService threads = Executors.newCachedThreadPool()) {
      List<Future<Integer>> reading = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        Scene scene = new Scene(setting, fault, pool);
        scenes.add(scene);
        threads.execute(() -> serve(scene));
        for (int reader = 0; reader < READERS; reader++) {
          reading.add(threads.submit(() -> readsOfOtherBytes(scene)));
        }
      }
      int others = 0;
      try {
        for (Future<Integer> done : reading) {
          others += done.get(longestSeconds, TimeUnit.SECONDS);
        }
      } finally {
        for (Scene scene : scenes) {
          scene.closeConnection();
        }
      }
      return others;
    }
  }

  private static void serve(Scene scene) {
    try {
      while (true) {
        answer(scene, scene.peer.request());
      }
    } catch (IOException | GeneralSecurityException | IndexOutOfBoundsException closed) {
      // By the test, when the readers are through; a reader is told by the end of the connection.
    }
  }

  private static void answer(Scene scene, byte[] request)
      throws IOException, GeneralSecurityException {
    int length = Smb2.getInt(request, Smb2.HEADER + Smb2.READ_LENGTH_AT);
    long offset = Smb2.getLong(request, Smb2.HEADER + Smb2.READ_OFFSET_AT);
    long id = Smb2.getLong(request, Smb2.MESSAGE_ID_AT);
    scene.peer.send(scene.peer.data(id, Scene.bytes(length, (int) offset)));
  }

  private static int readsOfOtherBytes(Scene scene) throws Exception {
    int others = 0;
    for (int i = 0; i < READS; i++) {
      int seed = ThreadLocalRandom.current().nextInt(1 << 20);
      byte[] target = new byte[1 << ThreadLocalRandom.current().nextInt(4, 18)];
      int count = scene.client.readAt(target, 0, target.length, seed);
      byte[] own = Scene.bytes(target.length, seed);
      others += count == target.length && Arrays.equals(target, own) ? 0 : 1;
    }
    return others;
  }
}
