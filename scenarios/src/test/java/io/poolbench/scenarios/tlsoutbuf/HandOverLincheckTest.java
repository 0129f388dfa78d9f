package io.poolbench.scenarios.tlsoutbuf;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.poolbench.scenarios.Concurrency;
import io.poolbench.scenarios.pool.PoolSignals;
import io.poolbench.scenarios.pool.RecyclingPool;
import io.poolbench.scenarios.tlsoutbuf.BrokenWriters.Borrowers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.stream.Stream;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every interleaving, up to a bound, of two platform threads on two connections that share a pool:
 * one has left half a record waiting on the first and takes a buffer for the second, while the
 * other flushes the first, recycles what it did not take, and takes its next.
 */
@Tag("lincheck")
final class HandOverLincheckTest {

  private static final int RECORD_BYTES = 2;

  @Test
  void aBufferThatAnotherThreadFlushesIsOneConnectionsAtATime() {
    interleave(After::new);
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
    assertThatThrownBy(() -> interleave(breaking)).isNotNull();
  }

  private static void interleave(Borrowers borrowers) {
    Lincheck.runConcurrentTest(
        Concurrency.effort(2_000, 500_000),
        () -> {
          try {
            leaveFlushAndTake(borrowers);
          } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  private static void leaveFlushAndTake(Borrowers borrowers)
      throws IOException, InterruptedException {
    RecyclingPool<OutBuffer> pool =
        Tlsoutbuf.poolToBe().maxItems(2).signals(new PoolSignals(() -> 0, () -> 0, null)).open();
    Pairs firstSink = new Pairs();
    Pairs secondSink = new Pairs();
    FakeEngine engine = new FakeEngine(RECORD_BYTES);
    RecordWriter first = borrowers.open(RecordLayer.warm(engine), firstSink, pool);
    RecordWriter second = borrowers.open(RecordLayer.warm(engine), secondSink, pool);
    // A pool may give a thread an item of its own that comes back to it more than once.
    write(second, 2);
    write(second, 4);
    write(first, 1);
    Thread other =
        new Thread(
            () -> {
              write(first, Pairs.NONE);
              write(first, 3);
            });
    other.start();
    write(second, 5);
    write(first, Pairs.NONE);
    other.join();
    write(first, Pairs.NONE);
    write(second, Pairs.NONE);
    firstSink.check(pool);
    secondSink.check(pool);
  }

  /** One record of twice that value, or what is left of an earlier one. */
  private static void write(RecordWriter writer, int value) {
    try {
      writer.write(
          value == Pairs.NONE
              ? ByteBuffer.allocate(0)
              : ByteBuffer.wrap(new byte[] {(byte) value, (byte) value}));
    } catch (IOException e) {
      throw new IllegalStateException(e);
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

    void check(RecyclingPool<OutBuffer> pool) {
      if (disorder || half != NONE) {
        throw new IllegalStateException("another's record came out of the buffer");
      }
      if (pool.statistics().secondRecycles() > 0) {
        throw new IllegalStateException("a buffer was recycled twice");
      }
    }

    @Override
    public boolean isOpen() {
      return true;
    }

    @Override
    public void close() {}
  }
}
