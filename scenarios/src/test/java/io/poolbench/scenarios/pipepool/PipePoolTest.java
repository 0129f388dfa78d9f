package io.poolbench.scenarios.pipepool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
final class PipePoolTest {

  private final Ledger ledger = new Ledger();
  private final PipePool pool = new PipePool(ledger);

  @AfterEach
  void nothingIsClosedTwice() {
    pool.close();
    assertThat(ledger.closedTwice()).isZero();
  }

  private static List<Pipe> take(PipePool pool, int count) {
    List<Pipe> pipes = new ArrayList<>();
    for (int taken = 0; taken < count; taken++) {
      pipes.add(requireNonNull(pool.take()));
    }
    return pipes;
  }

  private static void soil(Linux linux, Pipe pipe) throws IOException {
    try (Loopback socket = Loopback.open(new Linux())) {
      Bytes.write(linux, socket.near(), "left over".getBytes(US_ASCII));
      assertThat(linux.poll(socket.far(), Linux.POLLIN, 5_000)).isOne();
      assertThat(pipe.fill(socket.far(), 9)).isEqualTo(9);
    }
  }

  @Test
  void aPipeWithBytesLeftInItIsDestroyed() throws Exception {
    Pipe pipe = requireNonNull(pool.take());
    soil(ledger, pipe);
    pool.recycle(pipe);
    assertThat(ledger.closed()).isEqualTo(2);
    assertThat(pipe.openEnds()).isZero();
  }

  @Test
  void theCleanupIsUnregisteredBeforeTheDescriptorsAreClosed() throws Exception {
    List<Lease> ending = new ArrayList<>();
    Ledger reentrant =
        new Ledger() {
          @Override
          int close(int descriptor) {
            // A collector that comes now, in the middle of the close, must find nothing to do.
            ending.forEach(Lease::close);
            return super.close(descriptor);
          }
        };
    try (PipePool pipes = new PipePool(reentrant)) {
      Pipe pipe = requireNonNull(pipes.take());
      ending.add(pipe.lease());
      soil(reentrant, pipe);
      pipes.recycle(pipe);
    }
    assertThat(reentrant.closed()).isEqualTo(2);
    assertThat(reentrant.closedTwice()).isZero();
  }

  @Test
  void aPipeForWhichThereIsNoRoomIsClosed() {
    List<Pipe> pipes = take(pool, PipePool.CAPACITY + 1);
    pipes.forEach(pool::recycle);
    assertThat(ledger.closed()).isEqualTo(2);
    assertThat(pipes.getLast().openEnds()).isZero();
  }

  @Test
  void whatLiesIdleIsTakenBeforeAnythingIsMade() {
    Set<Pipe> pipes = new HashSet<>(take(pool, PipePool.CAPACITY));
    pipes.forEach(pool::recycle);
    assertThat(new HashSet<>(take(pool, PipePool.CAPACITY))).isEqualTo(pipes);
    assertThat(ledger.opened()).isEqualTo(2 * PipePool.CAPACITY);
  }

  @Test
  void whatAnotherThreadRecycledIsFoundWhereverItLies() throws Exception {
    for (int thread = 0; thread < 100; thread++) {
      Pipe pipe = requireNonNull(pool.take());
      Thread recycler = Thread.ofPlatform().start(() -> pool.recycle(pipe));
      recycler.join();
    }
    assertThat(ledger.opened()).isEqualTo(2);
  }

  @Test
  void aSecondRecycleIsRefused() {
    Pipe pipe = requireNonNull(pool.take());
    pool.recycle(pipe);
    assertThatThrownBy(() -> pool.recycle(pipe))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "pipepool: a pipe was recycled that nobody holds; recycle once, in one finally");
  }

  @Test
  void aSecondRecycleOfADestroyedPipeIsRefused() throws Exception {
    Pipe pipe = requireNonNull(pool.take());
    soil(ledger, pipe);
    pool.recycle(pipe);
    assertThatThrownBy(() -> pool.recycle(pipe)).isInstanceOf(IllegalStateException.class);
    assertThat(ledger.closed()).isEqualTo(2);
  }

  @Test
  void aPipeMadeForOneCallIsRefused() {
    Pipe pipe = requireNonNull(Pipe.open(ledger));
    assertThatThrownBy(() -> pool.recycle(pipe))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("pipepool: a pipe that was made for one call came to a pool; close it instead");
    pipe.close();
    pipe.close();
    assertThat(ledger.closed()).isEqualTo(2);
  }

  @Test
  void closingClosesWhatIsIdleAndWhatComesBackLater() {
    Pipe held = requireNonNull(pool.take());
    pool.recycle(requireNonNull(pool.take()));
    pool.close();
    assertThat(ledger.closed()).isEqualTo(2);
    pool.recycle(held);
    assertThat(ledger.closed()).isEqualTo(4);
  }

  @Test
  void anIdlePipeOutlivesOneCollection() {
    pool.recycle(requireNonNull(pool.take()));
    System.gc();
    assertThat(pool.take()).isNotNull();
    assertThat(ledger.opened()).isEqualTo(2);
  }

  @Test
  void aLostPipeIsClosedByTheCollector() throws Exception {
    pool.recycle(requireNonNull(pool.take()));
    assertThat(pool.take()).isNotNull();
    ledger.collectUntilClosed(2);
    assertThat(ledger.closed()).isEqualTo(2);
  }

  @Test
  void aPipeThatIsLostWhileItsPoolIsClosedIsClosedByTheCollector() throws Exception {
    pool.recycle(requireNonNull(pool.take()));
    assertThat(pool.take()).isNotNull();
    pool.close();
    ledger.collectUntilClosed(2);
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
                  PipePool pipes = new PipePool(lost);
                  take(pipes, 10).forEach(pipes::recycle);
                });
    loser.join();
    lost.collectUntilClosed(20);
    assertThat(lost.closed()).isEqualTo(20);
    assertThat(lost.closedTwice()).isZero();
  }

  @Test
  void aHeldPipeOutlivesEveryCollection() throws Exception {
    Pipe pipe = requireNonNull(pool.take());
    pool.recycle(pipe);
    Pipe held = requireNonNull(pool.take());
    for (int round = 0; round < 3; round++) {
      System.gc();
      Thread.sleep(20);
    }
    assertThat(ledger.closed()).isZero();
    pool.recycle(held);
  }

  @Test
  void thePipeSizeIsAskedOnce() {
    take(pool, 10).forEach(pool::recycle);
    requireNonNull(Pipe.open(ledger)).close();
    assertThat(ledger.probed()).isOne();
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
    try (PipePool pipes = new PipePool(old)) {
      assertThat(pipes.take()).isNull();
      assertThat(pipes.take()).isNull();
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
        pool.recycle(requireNonNull(pool.take()));
      }
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).isZero();
  }
}
