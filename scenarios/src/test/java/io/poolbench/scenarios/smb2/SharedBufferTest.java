package io.poolbench.scenarios.smb2;

import static io.poolbench.scenarios.smb2.Scene.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.poolbench.scenarios.Patience;
import io.poolbench.scenarios.pool.PoolStatistics;
import io.poolbench.scenarios.recvpool.Stages;
import io.poolbench.scenarios.smb2.Scene.Setting;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to a buffer of which it is not clear who has it. */
@Timeout(Patience.SECONDS)
final class SharedBufferTest {

  private static final String ALL = "io.poolbench.scenarios.smb2.Scene$Setting#all";
  private static final String UNSIGNED = "io.poolbench.scenarios.smb2.Scene$Setting#unsigned";

  private final ExecutorService threads = Executors.newSingleThreadExecutor();

  @AfterEach
  void end() {
    threads.close();
  }

  /** Not signed, for the peer signs packets, and a signature covers one message. */
  @ParameterizedTest
  @MethodSource(UNSIGNED)
  void compoundAnswersAreLeftToTheCollector(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      byte[] one = bytes(701, 1);
      byte[] other = bytes(900, 2);
      Exchange first = scene.client.send(0, one.length);
      Exchange second = scene.client.send(0, other.length);
      scene.peer.send(
          scene.peer.compound(
              scene.peer.data(scene.peer.requestId(), one),
              scene.peer.data(scene.peer.requestId(), other)));
      assertThat(scene.read(first)).isEqualTo(one);
      Answer late = scene.client.await(second);
      for (int round = 0; round < 3; round++) {
        scene.exchangeAnother(round);
      }
      byte[] seen = new byte[other.length];
      late.copyData(seen, 0, late.dataLength(seen.length));
      assertThat(seen).as("whatever was received since").isEqualTo(other);
      late.release();
      boolean pooled = !setting.isEncrypted() || setting.isAfter2();
      assertThat(scene.discarded()).isEqualTo(pooled ? 1 : 0);
      assertThat(scene.outstanding()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void anAnswerThatCameBeforeTheCancellationIsLeftToTheCollector(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      Exchange lost = scene.client.send(0, 500);
      scene.peer.send(scene.peer.data(scene.peer.requestId(), bytes(500, 1)));
      scene.exchangeAnother(2);
      scene.client.cancel(lost);
      scene.exchangeAnother(3);
      boolean pooled = !setting.isEncrypted() || setting.isAfter2();
      assertThat(scene.outstanding()).isEqualTo(pooled ? 1 : 0);
      assertThat(scene.total(PoolStatistics::secondRecycles)).isZero();
    }
  }

  @Test
  void ofTwoThreadsThatReleaseAtOnceOneIsRefused() throws Exception {
    try (Stages pool = Stages.open()) {
      for (int round = 0; round < 2000; round++) {
        assertThat(releasesThatSucceed(pool.take(100))).isOne();
      }
      assertThat(pool.statistics().getFirst().misses()).as("arrays made").isOne();
      assertThat(pool.statistics().getFirst().secondRecycles()).isZero();
    }
  }

  /** As upstream: both threads may have looked before either has given it back. */
  @Test
  void aReleaseThatLooksFirstAndThenGivesBackIsFoundOut() throws Exception {
    try (Stages pool = Stages.open()) {
      assertThat(releasesThatSucceed(new LooksFirst(pool.take(100)))).isEqualTo(2);
    }
  }

  /** Looks whether it is held, waits for the other thread to have looked, and gives it back. */
  private static final class LooksFirst extends ReceiveBuffer {

    private final CyclicBarrier bothHaveLooked = new CyclicBarrier(2);
    private volatile boolean held = true;

    LooksFirst(ReceiveBuffer sound) {
      super(sound.bytes(), null);
    }

    @Override
    public void release() {
      if (!held) {
        throw new IllegalStateException("released twice");
      }
      try {
        bothHaveLooked.await();
      } catch (InterruptedException | BrokenBarrierException e) {
        throw new AssertionError(e);
      }
      held = false;
    }
  }

  private int releasesThatSucceed(ReceiveBuffer buffer) throws Exception {
    CyclicBarrier together = new CyclicBarrier(2);
    Callable<Integer> releasing =
        () -> {
          together.await();
          try {
            buffer.release();
            return 1;
          } catch (IllegalStateException refused) {
            return 0;
          }
        };
    Future<Integer> other = threads.submit(releasing);
    return releasing.call() + other.get();
  }

  @Test
  void aReleaseThatComesTooLateDoesNotTouchTheNextHolder() {
    try (Stages pool = Stages.open()) {
      ReceiveBuffer early = pool.take(100);
      byte[] array = early.bytes();
      early.release();
      ReceiveBuffer next = pool.take(100);
      assertThat(next.bytes()).isSameAs(array);
      assertThatIllegalStateException().isThrownBy(early::release);
      assertThatIllegalStateException().isThrownBy(early::bytes);
      assertThat(pool.take(100).bytes()).isNotSameAs(next.bytes());
    }
  }
}
