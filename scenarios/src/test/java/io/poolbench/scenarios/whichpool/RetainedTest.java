package io.poolbench.scenarios.whichpool;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.poolbench.scenarios.Patience;
import io.poolbench.scenarios.pool.Pooled;
import io.poolbench.scenarios.whichpool.Retained.Meanwhile;
import java.lang.ref.SoftReference;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class RetainedTest {

  /** Counts who holds how many. */
  private static final class Observed implements Contender<Thread> {
    final AtomicInteger held = new AtomicInteger();
    final AtomicInteger mostHeld = new AtomicInteger();
    final Set<Thread> takers = ConcurrentHashMap.newKeySet();
    boolean closed;

    @Override
    public Thread take() {
      mostHeld.accumulateAndGet(held.incrementAndGet(), Math::max);
      takers.add(Thread.currentThread());
      return Thread.currentThread();
    }

    @Override
    public void write(Thread held, int index, byte value) {}

    @Override
    public byte read(Thread held, int index) {
      return 0;
    }

    @Override
    public void recycle(Thread taker) {
      assertThat(taker).isSameAs(Thread.currentThread());
      held.decrementAndGet();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  @Test
  void asManyAreOutAtOnceAsAPoolKeeps() throws Exception {
    Observed pool = new Observed();
    try (Retained retained = new Retained(() -> pool, 1, Meanwhile.LOADED)) {
      assertThat(retained).isNotNull();
      assertThat(pool.mostHeld).hasValue(Contenders.CAPACITY);
      assertThat(pool.held).hasValue(0);
      assertThat(pool.takers).hasSize(16).allMatch(Thread::isAlive);
    }
    assertThat(pool.closed).isTrue();
  }

  @Test
  void anIdlePoolThatAgesIsEmptyInTheEnd() throws Exception {
    try (Recycling pool = Recycling.ageing(1, Duration.ofMillis(100))) {
      long start = System.nanoTime();
      Pooled<byte[]> held;
      Pooled<byte[]> next = pool.take();
      do {
        // On a busy machine the pool may have been too late for all of the collections.
        held = next;
        pool.recycle(held);
        Meanwhile.IDLE.pass();
        next = pool.take();
      } while (next == held && System.nanoTime() - start < SECONDS.toNanos(Patience.SECONDS));
      assertThat(next).isNotSameAs(held);
    }
  }

  @Test
  void whatIsSoftlyReachableGoesUnderPressure() throws Exception {
    // A larger heap would have to be filled; footprints have 2 GB.
    assumeThat(Runtime.getRuntime().maxMemory()).isLessThan(8L * Integer.MAX_VALUE);
    SoftReference<byte[]> soft = new SoftReference<>(new byte[1]);
    assertThat(soft.get()).isNotNull();
    Meanwhile.PRESSED.pass();
    assertThat(soft.get()).isNull();
  }
}
