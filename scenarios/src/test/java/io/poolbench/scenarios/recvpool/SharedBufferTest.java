package io.poolbench.scenarios.recvpool;

import static io.poolbench.scenarios.recvpool.Scene.bytes;
import static io.poolbench.scenarios.recvpool.Scene.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.poolbench.scenarios.pool.PoolStatistics;
import io.poolbench.scenarios.recvpool.Scene.Setting;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to a buffer of which it is not clear who has it. */
@Timeout(30)
final class SharedBufferTest {

  private static final String ALL = "io.poolbench.scenarios.recvpool.Scene$Setting#all";
  private static final String UNSIGNED = "io.poolbench.scenarios.recvpool.Scene$Setting#unsigned";

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
      assertThat(read(first)).isEqualTo(one);
      Answer late = second.await();
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
      lost.cancel();
      scene.exchangeAnother(3);
      boolean pooled = !setting.isEncrypted() || setting.isAfter2();
      assertThat(scene.outstanding()).isEqualTo(pooled ? 1 : 0);
      assertThat(scene.total(PoolStatistics::secondRecycles)).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void anAnswerThatComesAfterTheCancellationIsReleasedByTheReceiver(Setting setting)
      throws Exception {
    try (Scene scene = new Scene(setting)) {
      Exchange given = scene.client.send(0, 500);
      long id = scene.peer.requestId();
      given.cancel();
      scene.peer.send(scene.peer.data(id, bytes(500, 1)));
      scene.exchangeAnother(2);
      scene.assertReleasedOnce(2, 2);
      assertThatIOException().isThrownBy(given::await).withMessageContaining("given up");
    }
  }

  @ParameterizedTest
  @MethodSource(ALL)
  void aReaderThatIsInterruptedGivesUp(Setting setting) throws Exception {
    try (Scene scene = new Scene(setting)) {
      Exchange exchange = scene.client.send(0, 500);
      long id = scene.peer.requestId();
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(InterruptedException.class).isThrownBy(exchange::await);
      scene.peer.send(scene.peer.data(id, bytes(500, 1)));
      scene.exchangeAnother(2);
      scene.assertReleasedOnce(2, 2);
    }
  }

  @Test
  void ofTwoThreadsThatReleaseAtOnceOneIsRefused() throws Exception {
    try (ArrayPool pool = ArrayPool.open();
        ExecutorService threads = Executors.newFixedThreadPool(2)) {
      CyclicBarrier together = new CyclicBarrier(2);
      for (int round = 0; round < 2000; round++) {
        ReceiveBuffer buffer = pool.take(100);
        Callable<Boolean> releasing =
            () -> {
              together.await();
              try {
                buffer.release();
                return true;
              } catch (IllegalStateException refused) {
                return false;
              }
            };
        Future<Boolean> one = threads.submit(releasing);
        Future<Boolean> other = threads.submit(releasing);
        assertThat(one.get()).isNotEqualTo(other.get());
      }
      assertThat(pool.statistics().getFirst().misses()).as("arrays made").isOne();
      assertThat(pool.statistics().getFirst().secondRecycles()).isZero();
    }
  }

  @Test
  void aReleaseThatComesTooLateDoesNotTouchTheNextHolder() {
    try (ArrayPool pool = ArrayPool.open()) {
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
