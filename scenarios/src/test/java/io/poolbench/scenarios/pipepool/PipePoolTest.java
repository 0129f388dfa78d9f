package io.poolbench.scenarios.pipepool;

import static io.poolbench.scenarios.pipepool.Promise.soil;
import static io.poolbench.scenarios.pipepool.Promise.take;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.poolbench.scenarios.Footprint;
import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Patience;
import io.poolbench.scenarios.Variant;
import io.poolbench.scenarios.pool.RecyclingPool;
import java.lang.management.ManagementFactory;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What the After variant does beyond its promises. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = Patience.TEST_SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class PipePoolTest {

  private final Ledger ledger = new Ledger();
  private final RecyclingPool<Pipe> pool = PipePool.of(ledger).open();
  private final Pipes pipes = new After(pool);

  @AfterEach
  void nothingIsClosedTwice() {
    pipes.close();
    assertThat(ledger.closedTwice()).isZero();
  }

  @Test
  void aDestroyedPipeHasNoDescriptors() throws Exception {
    Pipe pipe = take(pipes);
    soil(ledger, pipe);
    pipes.recycle(pipe);
    assertThat(List.of(pipe.readEnd(), pipe.writeEnd())).containsExactly(-1, -1);
  }

  @Test
  void whatLiesIdleIsTakenBeforeAnythingIsMade() {
    Set<Pipe> taken = new HashSet<>(take(pipes, PipePool.MOST_IDLE));
    taken.forEach(pipes::recycle);
    assertThat(new HashSet<>(take(pipes, PipePool.MOST_IDLE))).isEqualTo(taken);
    assertThat(ledger.opened()).isEqualTo(2 * PipePool.MOST_IDLE);
  }

  @Test
  void whatAnotherThreadRecycledIsFoundWhereverItLies() throws Exception {
    for (int thread = 0; thread < 100; thread++) {
      Pipe pipe = take(pipes);
      Thread recycler = Thread.ofPlatform().start(() -> pipes.recycle(pipe));
      recycler.join();
    }
    assertThat(ledger.opened()).isEqualTo(2);
  }

  @Test
  void aSecondRecycleIsRefusedAndCounted() {
    Pipe pipe = take(pipes);
    pipes.recycle(pipe);
    pipes.recycle(pipe);
    assertThat(pool.statistics().secondRecycles()).isOne();
    assertThat(pool.statistics().retainedItems()).isOne();
  }

  @Test
  void aSecondRecycleOfADestroyedPipeIsRefusedAndCounted() throws Exception {
    Pipe pipe = take(pipes);
    soil(ledger, pipe);
    pipes.recycle(pipe);
    pipes.recycle(pipe);
    assertThat(pool.statistics().secondRecycles()).isOne();
    assertThat(ledger.closed()).isEqualTo(2);
  }

  /** A pipe that has no place yet, and that two threads give one at the same time. */
  @Test
  void twoThreadsThatRecycleTheSamePipeGiveItOnePlace() throws Exception {
    for (int round = 0; round < 2000; round++) {
      try (RecyclingPool<Pipe> fresh = PipePool.of(ledger).open()) {
        Pipes both = new After(fresh);
        Pipe pipe = take(both);
        CyclicBarrier start = new CyclicBarrier(2);
        FutureTask<@Nullable Void> other =
            new FutureTask<>(
                () -> {
                  start.await();
                  both.recycle(pipe);
                  return null;
                });
        Thread.ofPlatform().start(other);
        start.await();
        both.recycle(pipe);
        other.get();
        assertThat(fresh.statistics().secondRecycles()).isOne();
        assertThat(fresh.statistics().retainedItems()).isOne();
      }
    }
  }

  @Test
  void aPipeMadeForOneCallIsRefused() {
    Pipe pipe = requireNonNull(Pipe.open(ledger));
    assertThatThrownBy(() -> pipes.recycle(pipe))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("pipepool: a pipe that was made for one call came to a pool; close it instead");
    pipe.close();
    pipe.close();
    assertThat(ledger.closed()).isEqualTo(2);
  }

  @Test
  void aPipeThatIsLostWhileItsPoolIsClosedIsClosedByTheCollector() throws Exception {
    pipes.recycle(take(pipes));
    assertThat(pipes.take()).isNotNull();
    pipes.close();
    ledger.collectUntilClosed(2, Ledger.PATIENCE);
    assertThat(ledger.closed()).isEqualTo(2);
  }

  @Test
  void thePipesOfALostPoolAreClosedByTheCollector() throws Exception {
    Ledger lost = new Ledger();
    // In a thread that ends, so that no frame still holds the pool.
    Thread loser =
        Thread.ofPlatform()
            .start(
                () -> {
                  Pipes forgotten = PipepoolTechnique.after(lost);
                  take(forgotten, 10).forEach(forgotten::recycle);
                });
    loser.join();
    lost.collectUntilClosed(20, Ledger.PATIENCE);
    assertThat(lost.closed()).isEqualTo(20);
    assertThat(lost.closedTwice()).isZero();
  }

  @Test
  void aHeldPipeOutlivesEveryCollection() throws Exception {
    pipes.recycle(take(pipes));
    Pipe held = take(pipes);
    for (int round = 0; round < 3; round++) {
      pool.age();
      new Collected().await();
    }
    assertThat(ledger.closed()).isZero();
    pipes.recycle(held);
  }

  @Test
  void whereTheKernelDoesNotTellThePipeSizeThereAreNoPipes() {
    Ledger old =
        new Ledger() {
          @Override
          int pipeSize(int descriptor) {
            super.pipeSize(descriptor);
            return -Linux.EINVAL;
          }
        };
    try (Pipes none = PipepoolTechnique.after(old)) {
      assertThat(none.take()).isNull();
      assertThat(none.take()).isNull();
    }
    assertThat(old.probed()).isOne();
    assertThat(old.closed()).isEqualTo(old.opened());
  }

  @Test
  void takingAndRecyclingAllocatesNothing() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int batch = 0; batch < 20; batch++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int operation = 0; operation < 10_000; operation++) {
        pipes.recycle(take(pipes));
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }

  @Test
  void whoComesAndGoesBesideHeldPipesTakesThePlaceOfOneOfThem() throws Exception {
    Tokens tokens = Tokens.ofOneThread(ledger);
    try (Operation beside = new SplicePipe(tokens, pipes, PipepoolTechnique.MANY)) {
      assertThat(pool.statistics().hits()).as("held in places").isEqualTo(PipePool.MOST_IDLE);
      assertThat(pool.statistics().retainedItems()).isZero();
      for (int times = 0; times < 1000 && pool.statistics().retainedItems() == 0; times++) {
        beside.run();
      }
      assertThat(pool.statistics().retainedItems()).isOne();
    }
  }

  @Test
  void asManyPipesLieIdleAsTheFootprintSays() throws Exception {
    Footprint footprint = PipepoolTechnique.technique().footprint("idle");
    assertThat(opened(footprint, Variant.BEFORE, 200)).isZero();
    assertThat(opened(footprint, Variant.AFTER, 200)).isEqualTo(200);
  }

  private static long opened(Footprint footprint, Variant variant, int units) throws Exception {
    Set<String> before = DescriptorLeakTest.openPipesAndSockets();
    try (AutoCloseable idle = footprint.open(variant, units)) {
      assertThat(idle).isNotNull();
      Set<String> opened = DescriptorLeakTest.openPipesAndSockets();
      opened.removeAll(before);
      return opened.size();
    }
  }
}
