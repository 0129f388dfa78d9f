package io.poolbench.scenarios.pipepool;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.Patience;
import io.poolbench.scenarios.pool.PoolSignals;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Threads that take, lose, soil and recycle pipes while the pool ages and collections run. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = Patience.TEST_SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PipePoolStressTest {

  private static final int THREADS = 4;
  private static final int ROUNDS = 20_000;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private final Ledger ledger = new Ledger();
  private final AtomicLong oldCollections = new AtomicLong();
  private final RecyclingPool<Pipe> pool =
      PipePool.of(ledger)
          .minAge(Duration.ofNanos(1))
          .signals(new PoolSignals(System::nanoTime, oldCollections::get, null))
          .open();
  private final Pipes pipes = new After(pool);
  private final Set<Pipe> held = ConcurrentHashMap.newKeySet();
  private final AtomicInteger heldTwice = new AtomicInteger();
  private final AtomicInteger thrown = new AtomicInteger();

  @Test
  void everyDescriptorIsClosedOnceAndEveryPipeHeldByOne() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    Thread collector = Thread.ofPlatform().start(() -> collect(done));
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int seed = thread;
      threads.add(
          Thread.ofPlatform()
              .uncaughtExceptionHandler((failed, cause) -> thrown.incrementAndGet())
              .start(() -> hold(new Random(seed))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    done.set(true);
    collector.join();
    pipes.close();
    ledger.collectUntilClosed(ledger.opened(), Ledger.PATIENCE);

    assertThat(thrown).hasValue(0);
    assertThat(heldTwice).hasValue(0);
    assertThat(ledger.closedTwice()).isZero();
    assertThat(ledger.closed()).isEqualTo(ledger.opened());
    assertThat(ledger.opened()).isGreaterThan(2 * THREADS).isLessThan(2 * 3 * THREADS * ROUNDS);
  }

  private void collect(AtomicBoolean done) {
    while (!done.get()) {
      oldCollections.incrementAndGet();
      pool.age();
      System.gc();
      // Back to back, collections would leave the threads no time for their rounds.
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private void hold(Random random) {
    Pipe source = requireNonNull(Pipe.open(ledger));
    for (int round = 0; round < ROUNDS; round++) {
      List<Pipe> mine = new ArrayList<>();
      int count = 1 + random.nextInt(3);
      for (int taken = 0; taken < count; taken++) {
        Pipe pipe = requireNonNull(pipes.take());
        if (!held.add(pipe)) {
          heldTwice.incrementAndGet();
        }
        mine.add(pipe);
      }
      for (Pipe pipe : mine) {
        held.remove(pipe);
        switch (random.nextInt(200)) {
          case 0 -> {} // lost
          case 1 -> {
            Bytes.write(ledger, source.writeEnd(), new byte[1]);
            assertThat(pipe.fill(source.readEnd(), 1)).isOne();
            pipes.recycle(pipe);
          }
          default -> pipes.recycle(pipe);
        }
      }
    }
    source.close();
  }
}
