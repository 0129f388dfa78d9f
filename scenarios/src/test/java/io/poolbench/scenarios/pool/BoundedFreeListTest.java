package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class BoundedFreeListTest {

  @Test
  void anEmptyListHasNothingToTake() {
    assertThat(new BoundedFreeList<String>(4).take()).isNull();
  }

  @Test
  void aFullListDrops() {
    BoundedFreeList<String> list = new BoundedFreeList<>(2);
    assertThat(list.recycle("a")).isTrue();
    assertThat(list.recycle("b")).isTrue();
    assertThat(list.recycle("c")).isFalse();
    assertThat(List.of(String.valueOf(list.take()), String.valueOf(list.take())))
        .containsExactlyInAnyOrder("a", "b");
    assertThat(list.take()).isNull();
  }

  /** Four threads over four slots: an item in two hands would be seen by the one that marks it. */
  @Test
  void noItemIsEverHeldByTwo() throws Exception {
    BoundedFreeList<AtomicInteger> list = new BoundedFreeList<>(4);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> reused = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        reused.add(threads.submit(() -> takeAndRecycle(list, 200_000)));
      }
      int sum = 0;
      for (Future<Integer> count : reused) {
        sum += count.get();
      }
      assertThat(sum).as("takes that found an item").isPositive();
    }
  }

  private static int takeAndRecycle(BoundedFreeList<AtomicInteger> list, int rounds) {
    int reused = 0;
    for (int round = 0; round < rounds; round++) {
      AtomicInteger holders = list.take();
      if (holders == null) {
        holders = new AtomicInteger();
      } else {
        reused++;
      }
      assertThat(holders.getAndIncrement()).as("holders before").isZero();
      holders.decrementAndGet();
      list.recycle(holders);
    }
    return reused;
  }
}
