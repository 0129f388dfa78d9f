package io.poolbench.cli.gate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How many benchmarks are counted at a time. */
final class CountsTierTest {

  @Test
  void aHeadAloneHasAllCores() {
    assertThat(CountsTier.together(8, 1)).isEqualTo(8);
    assertThat(CountsTier.together(2, 1)).isEqualTo(2);
  }

  @Test
  void noMoreForksThanCoresRunHoweverManyArmsThereAre() {
    assertThat(CountsTier.together(8, 2)).isEqualTo(4);
    assertThat(CountsTier.together(8, 3)).isEqualTo(2);
  }

  @Test
  void oneCoreCountsOneBenchmarkAtATime() {
    assertThat(CountsTier.together(1, 2)).isOne();
    assertThat(CountsTier.together(2, 3)).isOne();
  }
}
