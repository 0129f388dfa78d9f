package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ForksTest {

  private static List<Double> fork(int iterations, IntToDoubleFunction of) {
    return IntStream.range(0, iterations).mapToObj(of::applyAsDouble).toList();
  }

  private static Forks of(List<List<Double>> iterations) {
    return new Forks(iterations.stream().map(_ -> 1.0).toList(), iterations);
  }

  @Test
  void everyForkHasIterationsOrNoneHas() {
    List<Double> fork = fork(20, _ -> 1);
    assertThatThrownBy(() -> new Forks(List.of(1.0, 2.0), List.of(fork)))
        .hasMessage("2 forks have the iterations of 1");
    assertThat(Forks.of(1, 2).iterations()).isEmpty();
  }

  @Test
  void twentyIterationsOfEveryForkHavePercentiles() {
    List<Double> enough = fork(20, i -> i);
    assertThat(of(List.of(enough, enough)).hasPercentiles()).isTrue();
    assertThat(of(List.of(enough, fork(19, i -> i))).hasPercentiles()).isFalse();
    assertThat(Forks.of(1, 2).hasPercentiles()).isFalse();
  }

  /** {@code np.percentile(np.arange(1, 21), [10, 90, 99, 1])}. */
  @Test
  void theQuickEndIsATenthFromTheBestAndTheSlowEndAHundredthFromTheWorst() {
    Forks forks = of(List.of(fork(20, i -> i + 1), fork(20, i -> 2 * (i + 1))));
    assertThat(forks.quickEnds(true)).containsExactly(new double[] {2.9, 5.8}, within(1e-9));
    assertThat(forks.quickEnds(false)).containsExactly(new double[] {18.1, 36.2}, within(1e-9));
    assertThat(forks.slowEnds(true)).containsExactly(new double[] {19.81, 39.62}, within(1e-9));
    assertThat(forks.slowEnds(false)).containsExactly(new double[] {1.19, 2.38}, within(1e-9));
  }

  @Test
  void meansAreThoseOfTheIterationsAndHaveNone() {
    assertThat(of(List.of(fork(20, i -> i + 1), fork(3, i -> i))).means())
        .isEqualTo(Forks.of(10.5, 1));
  }

  @Test
  void theMedianIsOneOfTheValuesOrBetweenTwo() {
    assertThat(Forks.of(3, 1, 2).median()).isEqualTo(2);
    assertThat(Forks.of(4, 1, 2, 3).median()).isEqualTo(2.5);
  }

  /** The last five iterations beside the first five: wholly apart they are once in 252 times. */
  @Test
  void aForkSlowedDownWhoseLastIterationsAreSlowerThanItsFirstByMoreThanTheRatio() {
    Forks forks =
        of(
            List.of(
                fork(20, i -> i < 15 ? 100 : 110),
                fork(20, i -> i < 15 ? 100 : 103),
                fork(20, i -> i < 15 ? 100 : 90)));
    assertThat(forks.slowedDown(true, 1.05)).isEqualTo(1);
    assertThat(forks.slowedDown(true, 1.02)).isEqualTo(2);
    assertThat(forks.slowedDown(true, 1.2)).isZero();
  }

  @Test
  void aRateThatFallsBecameSlower() {
    Forks forks =
        of(
            List.of(
                fork(20, i -> i < 15 ? 100 : 90),
                fork(20, i -> i < 15 ? 100 : 97),
                fork(20, i -> i < 15 ? 100 : 110)));
    assertThat(forks.slowedDown(false, 1.05)).isEqualTo(1);
    assertThat(forks.slowedDown(false, 1.02)).isEqualTo(2);
  }

  @Test
  void whatIsSlowInTheMiddleAloneDidNotSlowDown() {
    assertThat(of(List.of(fork(20, i -> i < 5 || i >= 15 ? 100 : 200))).slowedDown(true, 1.05))
        .isZero();
  }
}
