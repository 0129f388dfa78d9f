package io.poolbench.scenarios.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.scenarios.Patience;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HousekeeperTest {

  private static PoolBuilder<byte[]> ageingAtOnce(PoolSignals signals) {
    PoolBuilder<byte[]> builder =
        RecyclingPool.of(() -> new byte[100], 100)
            .signals(signals)
            .minAge(Duration.ofMillis(1))
            .idle(Duration.ofMillis(1));
    builder.keptByHousekeeper = true;
    return builder;
  }

  @Test
  void anErrorInOnePoolEndsTheAgeingOfNoOther() throws Exception {
    CountDownLatch failures = new CountDownLatch(2);
    CountDownLatch looks = new CountDownLatch(1);
    PoolSignals failing =
        new PoolSignals(
            () -> {
              if (Thread.currentThread().getName().equals("poolbench-housekeeper")) {
                failures.countDown();
                throw new OutOfMemoryError("for this test");
              }
              return 0;
            },
            () -> 0,
            null);
    PoolSignals healthy =
        new PoolSignals(
            System::nanoTime,
            () -> {
              if (failures.getCount() == 0) {
                looks.countDown();
              }
              return 0;
            },
            null);
    try (RecyclingPool<byte[]> sick = ageingAtOnce(failing).open();
        RecyclingPool<byte[]> other = ageingAtOnce(healthy).open()) {
      assertThat(failures.await(Patience.SECONDS, TimeUnit.SECONDS))
          .as("aged again after an error")
          .isTrue();
      assertThat(looks.await(Patience.SECONDS, TimeUnit.SECONDS)).as("and so is another").isTrue();
      assertThat(sick.statistics().takes() + other.statistics().takes()).isZero();
    }
  }
}
