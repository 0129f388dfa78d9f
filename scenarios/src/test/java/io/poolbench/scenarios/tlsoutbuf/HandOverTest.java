package io.poolbench.scenarios.tlsoutbuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.pool.PoolStatistics;
import io.poolbench.scenarios.pool.RecyclingPool;
import io.poolbench.scenarios.tlsoutbuf.BrokenWriters.Borrowers;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Platform threads, which a pool may give an item of their own, and sinks that take a part of each
 * record: what one thread has taken and left waiting, another flushes and recycles, while the first
 * takes its next. Peers decrypt every byte, so that a buffer which two connections have at once is
 * found out.
 */
@Timeout(120)
final class HandOverTest {

  /** No thread has this number. */
  private static final long NOBODY = -1;

  private static final int THREADS = 4;
  private static final int CONNECTIONS = 3;
  private static final int LONGEST_WRITE = 5_000;
  private static final ByteBuffer NO_DATA = ByteBuffer.allocate(0).asReadOnlyBuffer();
  private static final long NANOS =
      TimeUnit.SECONDS.toNanos(Long.getLong("tlsoutbuf.stress.seconds", 2));

  private final RecyclingPool<OutBuffer> pool = TlsoutbufTechnique.newPool();

  /** A connection whose sink decrypts, as its peer, what it took. */
  private static final class Line {
    final TlsConnection connection;
    final Trickle sink;
    final RecordWriter writer;

    /** Whether a thread is writing data: the stream would be in disorder if two were. */
    final AtomicBoolean busy = new AtomicBoolean();

    final ByteBuffer unsent = ByteBuffer.allocate(LONGEST_WRITE).limit(0);
    final int step;
    long written;

    /** Who has left a record waiting, or null; a hint. */
    volatile long leftBy = Thread.currentThread().threadId();

    Line(Tls tls, int step, Borrowers borrowers, RecyclingPool<OutBuffer> pool) throws Exception {
      connection = TlsConnection.open(tls);
      this.step = step;
      sink = new Trickle(connection.client().engine(), step);
      writer = borrowers.open(RecordLayer.fresh(connection.server().engine()), sink, pool);
    }

    /** Goes on with the data, if no other thread does. */
    void writeOn() throws Exception {
      if (busy.compareAndSet(false, true)) {
        try {
          if (!unsent.hasRemaining()) {
            fillAgain();
          }
          leave(writer.write(unsent));
        } finally {
          busy.set(false);
        }
      }
    }

    private void fillAgain() {
      unsent.clear().limit(ThreadLocalRandom.current().nextInt(LONGEST_WRITE));
      while (unsent.hasRemaining()) {
        unsent.put(Trickle.byteAt(written++, step));
      }
      unsent.flip();
    }

    /** Flushes what whoever has left; whether it was another thread's and all of it is sent. */
    boolean flush() throws Exception {
      long left = leftBy;
      boolean sent = writer.write(NO_DATA.duplicate());
      leave(sent);
      return sent && left != NOBODY && left != Thread.currentThread().threadId();
    }

    private void leave(boolean sent) {
      leftBy = sent ? NOBODY : Thread.currentThread().threadId();
    }
  }

  @Test
  void whatOneThreadLeavesAnotherFlushes() throws Exception {
    assertThat(handOver(After::new)).as("handed over").isPositive();
    PoolStatistics statistics = pool.statistics();
    assertThat(statistics.outstanding()).isZero();
    assertThat(statistics.secondRecycles()).isZero();
    assertThat(statistics.drops()).isEmpty();
    assertThat(statistics.hits()).isGreaterThan(statistics.misses());
  }

  private static Stream<Named<Borrowers>> broken() {
    return Stream.of(
        Named.of("early", BrokenWriters::early),
        Named.of("aliasing", BrokenWriters::aliasing),
        Named.of("unlocked", BrokenWriters::unlocked));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aVariantThatSharesABufferIsFoundOut(Borrowers breaking) {
    assertThatThrownBy(
            () -> {
              // Sooner or later, or the test runs into its limit.
              while (true) {
                handOver(breaking);
              }
            })
        .isNotInstanceOf(InterruptedException.class);
  }

  /** How often a thread has flushed what another had left. */
  private long handOver(Borrowers borrowers) throws Exception {
    Tls tls = new Tls();
    List<Line> lines = new ArrayList<>();
    for (int index = 0; index < CONNECTIONS; index++) {
      lines.add(new Line(tls, 31 + 2 * index, borrowers, pool));
    }
    long end = System.nanoTime() + NANOS;
    long handedOver = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<Long>> counts = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        counts.add(threads.submit(() -> writeAndFlush(lines, end)));
      }
      for (Future<Long> count : counts) {
        handedOver += count.get();
      }
    }
    for (Line line : lines) {
      line.sink.takeAll = true;
      assertThat(line.writer.write(line.unsent)).isTrue();
      assertThat(line.sink.decrypted).isEqualTo(line.written);
      line.connection.close();
    }
    return handedOver;
  }

  private static long writeAndFlush(List<Line> lines, long end) throws Exception {
    long handedOver = 0;
    ThreadLocalRandom random = ThreadLocalRandom.current();
    while (System.nanoTime() < end) {
      Line line = lines.get(random.nextInt(lines.size()));
      if (random.nextBoolean()) {
        line.writeOn();
      } else if (line.flush()) {
        handedOver++;
      }
    }
    return handedOver;
  }
}
