package io.poolbench.scenarios.pipepool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** What pooled pipes owe, each as a check of any variant: of ours, and of the broken ones. */
enum Promise {
  A_PIPE_WITH_BYTES_LEFT_IN_IT_IS_DESTROYED {
    @Override
    void check(Function<Linux, Pipes> variant, Duration patience) throws Exception {
      Ledger ledger = new Ledger();
      try (Pipes pipes = variant.apply(ledger)) {
        Pipe pipe = take(pipes);
        soil(ledger, pipe);
        pipes.recycle(pipe);
        assertThat(ledger.closed()).as("closed").isEqualTo(2);
        assertThat(take(pipes)).isNotSameAs(pipe);
      }
    }
  },

  THE_CLEANUP_IS_UNREGISTERED_BEFORE_THE_DESCRIPTORS_ARE_CLOSED {
    @Override
    void check(Function<Linux, Pipes> variant, Duration patience) throws Exception {
      List<Pipe> ending = new ArrayList<>();
      Ledger reentrant =
          new Ledger() {
            @Override
            int close(int descriptor) {
              // A collector that comes now, in the middle of the close, must find nothing to do.
              ending.forEach(pipe -> requireNonNull(pipe.cleanup).clean());
              return super.close(descriptor);
            }
          };
      try (Pipes pipes = variant.apply(reentrant)) {
        Pipe pipe = take(pipes);
        ending.add(pipe);
        soil(reentrant, pipe);
        pipes.recycle(pipe);
      }
      assertThat(reentrant.closedTwice()).as("closed twice").isZero();
      assertThat(reentrant.closed()).isEqualTo(2);
    }
  },

  DESCRIPTORS_ARE_CLOSED_ONCE_BY_PUT_EVICTION_OR_COLLECTION {
    @Override
    void check(Function<Linux, Pipes> variant, Duration patience) throws Exception {
      Ledger ledger = new Ledger();
      try (Pipes pipes = variant.apply(ledger)) {
        List<Pipe> taken = take(pipes, 2);
        assertThat(pipes.take()).as("a third, which is lost at once").isNotNull();
        soil(ledger, taken.getFirst());
        taken.forEach(pipes::recycle);
        taken.clear();
      }
      ledger.collectUntilClosed(6, patience);
      // What was closed twice would be closed again by the collection that finds the rest.
      new Collected().await();
      assertThat(ledger.closedTwice()).as("closed twice").isZero();
      assertThat(ledger.closed()).as("closed").isEqualTo(6);
    }
  },

  IDLE_PIPES_ARE_CLOSED_AFTER_COLLECTIONS {
    @Override
    void check(Function<Linux, Pipes> variant, Duration patience) throws Exception {
      Ledger ledger = new Ledger();
      try (Pipes pipes = variant.apply(ledger)) {
        take(pipes, 64).forEach(pipes::recycle);
        assertThat(ledger.closed()).isZero();
        ledger.collectUntilClosed(128, patience);
        assertThat(ledger.closed()).as("closed").isEqualTo(128);
        assertThat(ledger.closedTwice()).isZero();
      }
    }
  },

  AN_IDLE_PIPE_OUTLIVES_ONE_COLLECTION {
    @Override
    void check(Function<Linux, Pipes> variant, Duration patience) throws Exception {
      Ledger ledger = new Ledger();
      try (Pipes pipes = variant.apply(ledger)) {
        pipes.recycle(take(pipes));
        new Collected().await();
        assertThat(take(pipes)).isNotNull();
        assertThat(ledger.opened()).as("opened").isEqualTo(2);
        assertThat(ledger.closed()).isZero();
      }
    }
  },

  AGEING_GOES_ON_AFTER_A_CLOSE_THAT_THREW {
    @Override
    void check(Function<Linux, Pipes> variant, Duration patience) throws Exception {
      AtomicBoolean failed = new AtomicBoolean();
      Ledger failing =
          new Ledger() {
            @Override
            int close(int descriptor) {
              int result = super.close(descriptor);
              if (!failed.getAndSet(true)) {
                throw new AssertionError("planted: the close of %d fails".formatted(descriptor));
              }
              return result;
            }
          };
      try (Pipes pipes = variant.apply(failing)) {
        pipes.recycle(take(pipes));
        failing.collectUntilClosed(2, patience);
        take(pipes, 10).forEach(pipes::recycle);
        failing.collectUntilClosed(22, patience);
        assertThat(failing.closed()).as("closed").isEqualTo(22);
        assertThat(failing.closedTwice()).isZero();
      }
    }
  },

  A_PIPE_FOR_WHICH_THERE_IS_NO_ROOM_IS_CLOSED {
    @Override
    void check(Function<Linux, Pipes> variant, Duration patience) {
      Ledger ledger = new Ledger();
      try (Pipes pipes = variant.apply(ledger)) {
        take(pipes, PipePool.MOST_IDLE + 1).forEach(pipes::recycle);
        assertThat(ledger.closed()).as("closed").isEqualTo(2);
      }
    }
  },

  HELD_PIPES_TAKE_NO_ROOM {
    @Override
    void check(Function<Linux, Pipes> variant, Duration patience) {
      Ledger ledger = new Ledger();
      try (Pipes pipes = variant.apply(ledger)) {
        int rounds = 1000;
        // Recycled once, so that each has had a place in the pool.
        take(pipes, PipePool.MOST_IDLE).forEach(pipes::recycle);
        List<Pipe> held = take(pipes, 2 * PipePool.MOST_IDLE);
        int before = ledger.opened();
        for (int round = 0; round < rounds; round++) {
          pipes.recycle(take(pipes));
        }
        // A place is given to a newcomer by chance; without a mending, each round makes a pipe.
        assertThat(ledger.opened() - before).as("made").isLessThan(rounds);
        held.forEach(pipes::recycle);
        assertThat(ledger.opened() - ledger.closed())
            .as("idle")
            .isLessThanOrEqualTo(2 * PipePool.MOST_IDLE);
      }
    }
  },

  WITHOUT_DESCRIPTORS_THE_BYTES_ARE_COPIED {
    @Override
    void check(Function<Linux, Pipes> variant, Duration patience) throws Exception {
      Ledger exhausted =
          new Ledger() {
            @Override
            long pipe() {
              return -Linux.EMFILE;
            }
          };
      int length = 100_001;
      try (SplicedConnection connection =
          new SplicedConnection(new Linux(), variant.apply(exhausted), length)) {
        assertThat(connection.run()).isEqualTo(SpliceTest.digest(length));
      } catch (IOException failed) {
        throw new AssertionError("not copied", failed);
      }
    }
  },

  THE_PIPE_SIZE_IS_ASKED_ONCE {
    @Override
    void check(Function<Linux, Pipes> variant, Duration patience) {
      Ledger ledger = new Ledger();
      try (Pipes pipes = variant.apply(ledger)) {
        take(pipes, 10).forEach(pipes::recycle);
        assertThat(ledger.probed()).as("asked").isOne();
      }
    }
  },

  A_PIPE_IS_HELD_BY_ONE {
    @Override
    @SuppressWarnings("ThreadPriorityCheck") // Leaves the other time to take the same.
    void check(Function<Linux, Pipes> variant, Duration patience) throws Exception {
      try (Pipes pipes = variant.apply(new Ledger())) {
        Set<Pipe> held = ConcurrentHashMap.newKeySet();
        AtomicInteger heldTwice = new AtomicInteger();
        // Else one may have ended before the other has begun.
        Phaser together = new Phaser(2);
        Runnable user =
            () -> {
              try {
                for (int round = 0; round < 5_000; round++) {
                  together.arriveAndAwaitAdvance();
                  Pipe pipe = take(pipes);
                  if (!held.add(pipe)) {
                    heldTwice.incrementAndGet();
                  }
                  Thread.yield();
                  held.remove(pipe);
                  pipes.recycle(pipe);
                }
              } finally {
                together.arriveAndDeregister();
              }
            };
        Thread other = Thread.ofPlatform().start(user);
        user.run();
        other.join();
        assertThat(heldTwice).as("held twice").hasValue(0);
      }
    }
  },

  CLOSING_CLOSES_WHAT_IS_IDLE_AND_WHAT_COMES_BACK_LATER {
    @Override
    void check(Function<Linux, Pipes> variant, Duration patience) {
      Ledger ledger = new Ledger();
      Pipes pipes = variant.apply(ledger);
      List<Pipe> both = take(pipes, 2);
      pipes.recycle(both.getFirst());
      pipes.close();
      assertThat(ledger.closed()).as("closed").isEqualTo(2);
      pipes.recycle(both.getLast());
      assertThat(ledger.closed()).as("closed").isEqualTo(4);
    }
  },

  A_LOST_PIPE_IS_CLOSED_BY_THE_COLLECTOR {
    @Override
    void check(Function<Linux, Pipes> variant, Duration patience) throws Exception {
      Ledger ledger = new Ledger();
      try (Pipes pipes = variant.apply(ledger)) {
        pipes.recycle(take(pipes));
        assertThat(pipes.take()).isNotNull();
        ledger.collectUntilClosed(2, patience);
        assertThat(ledger.closed()).as("closed").isEqualTo(2);
      }
    }
  };

  /**
   * Fails with an AssertionError where the variant breaks the promise.
   *
   * @param patience how long to wait for the collector before it is certain that nothing will come
   */
  abstract void check(Function<Linux, Pipes> variant, Duration patience) throws Exception;

  static Pipe take(Pipes pipes) {
    return requireNonNull(pipes.take());
  }

  static List<Pipe> take(Pipes pipes, int count) {
    List<Pipe> taken = new ArrayList<>();
    while (taken.size() < count) {
      taken.add(take(pipes));
    }
    return taken;
  }

  static void soil(Linux linux, Pipe pipe) throws IOException {
    try (Loopback socket = Loopback.open(new Linux())) {
      Bytes.write(linux, socket.near(), "left over".getBytes(US_ASCII));
      Bytes.awaitReadable(linux, socket.far());
      assertThat(pipe.fill(socket.far(), 9)).isEqualTo(9);
    }
  }
}
