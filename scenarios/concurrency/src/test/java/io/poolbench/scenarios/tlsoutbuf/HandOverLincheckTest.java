package io.poolbench.scenarios.tlsoutbuf;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.Concurrency;
import io.poolbench.scenarios.pool.RecyclingPool;
import io.poolbench.scenarios.pool.Unkept;
import io.poolbench.scenarios.tlsoutbuf.BrokenWriters.Borrowers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.stream.Stream;
import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every interleaving, up to a bound, of two platform threads on two connections that share a pool:
 * one has left half a record waiting on the first and takes a buffer for the second, while the
 * other flushes the first, recycles what it did not take, and takes its next.
 */
final class HandOverLincheckTest {

  /** Its records are the data, of two bytes; made here, since its session is a proxy. */
  private static final FakeEngine ENGINE = new FakeEngine(2);

  @Test
  void aBufferThatAnotherThreadFlushesIsOneConnectionsAtATime() {
    interleave(After::new);
  }

  private static Stream<Named<Borrowers>> broken() {
    return Stream.of(
        Named.of("early", BrokenWriters::early), Named.of("aliasing", BrokenWriters::aliasing));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void aVariantThatSharesABufferIsFoundOut(Borrowers breaking) {
    assertThatThrownBy(() -> interleave(breaking)).isNotNull();
  }

  private static void interleave(Borrowers borrowers) {
    Lincheck.runConcurrentTest(
        Concurrency.effort(2_000, 500_000),
        () -> {
          try {
            leaveFlushAndTake(borrowers);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void leaveFlushAndTake(Borrowers borrowers) throws InterruptedException {
    RecyclingPool<OutBuffer> pool = Unkept.openStill(TlsoutbufTechnique.poolToBe().maxItems(2));
    Line first = new Line(borrowers, pool);
    Line second = new Line(borrowers, pool);
    // A pool may give a thread an item of its own that comes back to it more than once.
    second.write(2);
    second.write(4);
    first.write(1);
    Thread other =
        new Thread(
            () -> {
              first.flush();
              first.write(3);
            });
    other.start();
    second.write(5);
    other.join();
    first.flush();
    second.flush();
    first.check();
    second.check();
    if (pool.statistics().secondRecycles() > 0) {
      throw new IllegalStateException("a buffer was recycled twice");
    }
  }

  /** A connection: its writer, its sink, and how it failed. */
  private static final class Line {
    private final Pairs sink = new Pairs();
    private final RecordWriter writer;
    private volatile @Nullable Exception failure;

    Line(Borrowers borrowers, RecyclingPool<OutBuffer> pool) {
      writer = borrowers.open(RecordLayer.warm(ENGINE), sink, pool);
    }

    /** One record of twice that value. */
    void write(int value) {
      send(ByteBuffer.wrap(new byte[] {(byte) value, (byte) value}));
    }

    /** What is left of an earlier record. */
    void flush() {
      send(ByteBuffer.allocate(0));
    }

    private void send(ByteBuffer data) {
      try {
        writer.write(data);
      } catch (IOException | RuntimeException e) {
        failure = e;
      }
    }

    void check() {
      if (failure != null || sink.disorder || sink.half != Pairs.NONE) {
        throw new IllegalStateException("another's record came out of the buffer", failure);
      }
    }
  }

  /** Takes both bytes of an even record at once, and refuses the second of an odd one at first. */
  private static final class Pairs implements WritableByteChannel {

    static final int NONE = 0;

    private int half = NONE;
    private boolean refusing;
    private boolean disorder;

    @Override
    public int write(ByteBuffer source) {
      if (refusing) {
        refusing = false;
        return 0;
      }
      byte value = source.get();
      if (half != NONE) {
        disorder |= value != half;
        half = NONE;
        return 1;
      }
      half = value;
      refusing = value % 2 != 0;
      return refusing ? 1 : 1 + write(source);
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
