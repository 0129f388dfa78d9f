package io.poolbench.scenarios.recvpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.pool.PoolStatistics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ArrayPoolTest {

  private static long retainedBytes(ArrayPool pool) {
    return pool.statistics().stream().mapToLong(PoolStatistics::retainedBytes).sum();
  }

  /** Where a buffer of at least so many bytes comes from. */
  private interface Taking {
    ReceiveBuffer take(int capacity);
  }

  /** As upstream: one pool for all sizes, which drops what is too small. */
  private static final class OnePool implements Taking {

    private final Deque<byte[]> arrays = new ArrayDeque<>();

    @Override
    public ReceiveBuffer take(int capacity) {
      byte[] array = arrays.poll();
      return new ReceiveBuffer(
          array == null || array.length < capacity ? new byte[capacity] : array, null) {
        @Override
        void release() {
          arrays.push(bytes());
          super.release();
        }
      };
    }
  }

  private static int capacity(ArrayPool pool, int wanted) {
    return capacity(pool::take, wanted);
  }

  private static int capacity(Taking pool, int wanted) {
    ReceiveBuffer buffer = pool.take(wanted);
    int capacity = buffer.bytes().length;
    buffer.release();
    return capacity;
  }

  @Test
  void anArrayHasRoomForARoundNumberOfBytesAndTheirHeaders() {
    int headers = Transform.HEADER + Smb2.HEADER + Smb2.READ_ANSWER + Transform.TAG;
    try (ArrayPool pool = ArrayPool.open()) {
      for (int log = 10; log <= 20; log++) {
        assertThat(capacity(pool, (1 << log) + headers)).isEqualTo((1 << log) + 256);
      }
    }
  }

  @Test
  void anArrayIsLargeEnoughAndAtMostTwiceAsLargeAsItNeedBe() {
    try (ArrayPool pool = ArrayPool.open()) {
      Random random = new Random(1);
      Stream.concat(
              Stream.of(0, 1, 1280, 1281, (1 << 20) + 256, (1 << 20) + 257, Smb2.LARGEST_FRAME),
              Stream.generate(() -> random.nextInt(Smb2.LARGEST_FRAME)).limit(200))
          .forEach(
              wanted ->
                  assertThat(capacity(pool, wanted)).isBetween(wanted, Math.max(1280, 2 * wanted)));
    }
  }

  /** Upstream drops what is too small: every array ends up as large as the largest packet. */
  private static int capacityAfterMixedSizes(Taking pool) {
    for (int round = 0; round < 1000; round++) {
      capacity(pool, round % 2 == 0 ? 1000 : 1 << 20);
    }
    return capacity(pool, 1000);
  }

  @Test
  void aPoolOfMixedSizesThatGrowToTheLargestIsFoundOut() {
    assertThat(capacityAfterMixedSizes(new OnePool())).isEqualTo(1 << 20);
  }

  @Test
  void mixedSizesNeitherGrowToTheLargestNorMiss() {
    try (ArrayPool pool = ArrayPool.open()) {
      assertThat(capacityAfterMixedSizes(pool::take)).isEqualTo(1280);
      assertThat(pool.statistics()).extracting(PoolStatistics::misses).containsOnly(0L, 1L);
      assertThat(retainedBytes(pool)).isEqualTo(1280 + (1 << 20) + 256);
    }
  }

  /** Upstream keeps it for ever, and lends it for packets of any size. */
  @Test
  void aPoolThatKeepsTheLargestPacketIsFoundOut() {
    OnePool pool = new OnePool();
    capacity(pool, Smb2.LARGEST_FRAME);
    assertThat(capacity(pool, 1000)).isEqualTo(Smb2.LARGEST_FRAME);
  }

  @Test
  void aPacketLargerThanServersCommonlySendIsNotKept() {
    try (ArrayPool pool = ArrayPool.open()) {
      assertThat(capacity(pool, (1 << 20) + 257)).isEqualTo((1 << 20) + 257);
      assertThat(capacity(pool, Smb2.LARGEST_FRAME)).isEqualTo(Smb2.LARGEST_FRAME);
      assertThat(retainedBytes(pool)).isZero();
      assertThat(capacity(pool, 1000)).isEqualTo(1280);
    }
  }

  @Test
  void whatIsKeptIsBounded() {
    try (ArrayPool pool = ArrayPool.open()) {
      List<ReceiveBuffer> held = new ArrayList<>();
      for (int log = 10; log <= 20; log++) {
        for (int i = 0; i < 20; i++) {
          held.add(pool.take(1 << log));
        }
      }
      held.forEach(ReceiveBuffer::release);
      assertThat(pool.statistics())
          .allSatisfy(
              statistics -> {
                assertThat(statistics.retainedItems()).isBetween(1L, 16L);
                assertThat(statistics.retainedBytes()).isLessThanOrEqualTo(8 << 20);
              });
    }
  }
}
