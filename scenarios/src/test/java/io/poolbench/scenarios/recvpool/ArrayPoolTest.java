package io.poolbench.scenarios.recvpool;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.pool.PoolStatistics;
import io.poolbench.scenarios.smb2.ReceiveBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class ArrayPoolTest {

  /** The largest packet that a client accepts. */
  private static final int LARGEST_FRAME = (8 << 20) + 256;

  private static long retainedBytes(ArrayPool pool) {
    return pool.statistics().stream().mapToLong(PoolStatistics::retainedBytes).sum();
  }

  /** Takes a buffer of at least so many bytes and gives it back. */
  private interface Taking {
    /** Returns the bytes that it has. */
    int capacity(int wanted);
  }

  /** As upstream: one pool for all sizes, which drops what is too small. */
  private static final class OnePool implements Taking {

    private final Deque<byte[]> arrays = new ArrayDeque<>();

    @Override
    public int capacity(int wanted) {
      byte[] kept = arrays.poll();
      byte[] array = kept == null || kept.length < wanted ? new byte[wanted] : kept;
      arrays.push(array);
      return array.length;
    }
  }

  private static int capacity(ArrayPool pool, int wanted) {
    ReceiveBuffer buffer = pool.take(wanted);
    int capacity = buffer.bytes().length;
    buffer.release();
    return capacity;
  }

  @Test
  void anArrayHasRoomForARoundNumberOfBytesAndTheirHeaders() {
    int headers = 52 + 64 + 16 + 16; // of an encrypted packet, a message and an answer, and the tag
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
              Stream.of(0, 1, 1280, 1281, (1 << 20) + 256, (1 << 20) + 257, LARGEST_FRAME),
              Stream.generate(() -> random.nextInt(LARGEST_FRAME)).limit(200))
          .forEach(
              wanted ->
                  assertThat(capacity(pool, wanted)).isBetween(wanted, Math.max(1280, 2 * wanted)));
    }
  }

  /** Upstream drops what is too small: every array ends up as large as the largest packet. */
  private static int capacityAfterMixedSizes(Taking pool) {
    for (int round = 0; round < 1000; round++) {
      pool.capacity(round % 2 == 0 ? 1000 : 1 << 20);
    }
    return pool.capacity(1000);
  }

  @Test
  void aPoolOfMixedSizesThatGrowToTheLargestIsFoundOut() {
    assertThat(capacityAfterMixedSizes(new OnePool())).isEqualTo(1 << 20);
  }

  @Test
  void mixedSizesNeitherGrowToTheLargestNorMiss() {
    try (ArrayPool pool = ArrayPool.open()) {
      assertThat(capacityAfterMixedSizes(wanted -> capacity(pool, wanted))).isEqualTo(1280);
      assertThat(pool.statistics()).extracting(PoolStatistics::misses).containsOnly(0L, 1L);
      assertThat(retainedBytes(pool)).isEqualTo(1280 + (1 << 20) + 256);
    }
  }

  /** Upstream keeps it for ever, and lends it for packets of any size. */
  @Test
  void aPoolThatKeepsTheLargestPacketIsFoundOut() {
    OnePool pool = new OnePool();
    pool.capacity(LARGEST_FRAME);
    assertThat(pool.capacity(1000)).isEqualTo(LARGEST_FRAME);
  }

  @Test
  void aPacketLargerThanServersCommonlySendIsNotKept() {
    try (ArrayPool pool = ArrayPool.open()) {
      assertThat(capacity(pool, (1 << 20) + 257)).isEqualTo((1 << 20) + 257);
      assertThat(capacity(pool, LARGEST_FRAME)).isEqualTo(LARGEST_FRAME);
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
