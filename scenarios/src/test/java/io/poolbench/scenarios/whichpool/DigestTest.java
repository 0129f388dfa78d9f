package io.poolbench.scenarios.whichpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.Operation;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class DigestTest {

  private static final int SIZE = 16 << 10;

  /** Hands out one buffer that holds what the last one wrote, and skips writes at one index. */
  private static final class Lazy implements Contender<byte[]> {
    private final byte[] buffer = new byte[SIZE];
    private final int skipped;

    Lazy(int skipped) {
      this.skipped = skipped;
    }

    @Override
    public byte[] take() {
      return buffer;
    }

    @Override
    public void write(byte[] held, int index, byte value) {
      if (index != skipped) {
        held[index] = value;
      }
    }

    @Override
    public byte read(byte[] held, int index) {
      return held[index];
    }

    @Override
    public void recycle(byte[] held) {}
  }

  private static Stream<Function<Contender<?>, Operation>> operations() {
    return Stream.of(
        TakeAndRecycle::new,
        HoldEight::new,
        HandOver::new,
        ThreadPerTask::new,
        pool -> new TakeAndTouchPages<>(pool, SIZE));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void whoDoesLessWorkIsFoundOut(Function<Contender<?>, Operation> operation) throws Exception {
    assertThat(digest(operation.apply(new Lazy(0))))
        .isNotEqualTo(digest(operation.apply(new Lazy(SIZE - 1))));
  }

  private static long digest(Operation operation) throws Exception {
    try (operation) {
      operation.run();
      return operation.run();
    }
  }
}
