package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.stat.StatUtils;
import org.junit.jupiter.api.Test;

/**
 * Whether the forks that stand in for real ones have the troubles that they are said to have. The
 * figures are those of 40,000 such benchmarks in numpy:
 *
 * <pre>{@code
 * r = np.random.default_rng(1); B = 40000
 * noise = .014*np.exp(.9*r.standard_normal(B))
 * apart = 3*noise*(r.random(B) < .46); share = r.random(B)
 * level = noise[:,None]*r.standard_normal((B,10)) + apart[:,None]*(r.random((B,10)) < share[:,None])
 * t = level[:,:,None] + noise[:,None,None]*r.standard_normal((B,10,50))
 * slow = np.where(r.random((B,10)) < .1, r.integers(0, 50, (B,10)), 50)
 * t += .3*(np.arange(50) >= slow[:,:,None])
 * t += np.where(r.random(t.shape) < .05, .25*r.random(t.shape), 0)
 * s = np.sort(t, axis=2); tenth = s[:,:,5]; middle = s[:,:,25]
 * deviation = tenth.std(axis=1, ddof=1); np.quantile(deviation, [.25, .5, .75]); middle.mean()
 * within = np.median((middle - tenth)/1.28, axis=1); (deviation/within > 1.5).mean()
 * quiet = t[within < .01]
 * by = np.median(quiet[:,:,45:], axis=2) - np.median(quiet[:,:,:5], axis=2)
 * (by > .2).mean(); np.median(by[by > .2])
 * steady = quiet[by < .2]; beyond = steady - np.sort(steady, axis=1)[:,25][:,None]
 * (beyond > .05).mean(); beyond[(beyond > .05) & (beyond < .28)].mean()
 * }</pre>
 */
final class SimulatedForksTest {

  /** Made anew for each test, so that a mutant meets forks of its own and not those of the code. */
  private final List<Replay.Recorded> many = SimulatedForks.of(1000, 5);

  /** Logarithms in ascending order. */
  private static double[] sorted(List<Double> fork) {
    return fork.stream().mapToDouble(Math::log).sorted().toArray();
  }

  /** The sixth of fifty is the 10th percentile, or nearly so. */
  private static double[] tenths(Replay.Recorded benchmark) {
    return benchmark.forks().stream().mapToDouble(fork -> sorted(fork)[5]).toArray();
  }

  private static double deviation(double[] values) {
    return Math.sqrt(StatUtils.variance(values));
  }

  private static double median(List<Double> iterations) {
    double[] sorted = sorted(iterations);
    return sorted[sorted.length / 2];
  }

  /** By the medians of the first five iterations and of the last. */
  private static double slowDown(List<Double> fork) {
    return median(fork.subList(45, 50)) - median(fork.subList(0, 5));
  }

  @Test
  void everyBenchmarkHasTenForksOfFiftyIterations() {
    assertThat(many).hasSize(1000);
    assertThat(many.getFirst().benchmark()).isEqualTo("simulated 0");
    assertThat(many).allMatch(each -> each.forks().size() == 10);
    assertThat(many.getFirst().forks()).allMatch(fork -> fork.size() == 50);
  }

  @Test
  void theSameSeedMakesTheSameForksAndAnotherOneOthers() {
    assertThat(SimulatedForks.of(2, 1)).isEqualTo(SimulatedForks.of(2, 1));
    assertThat(SimulatedForks.of(2, 1)).isNotEqualTo(SimulatedForks.of(2, 2));
  }

  /** The quartiles over a thousand benchmarks, within three of their standard errors. */
  @Test
  void theQuickEndsVaryAsThoseOfRealForksDo() {
    double[] deviations =
        many.stream().mapToDouble(each -> deviation(tenths(each))).sorted().toArray();
    assertThat(deviations[250]).isCloseTo(0.0096, within(0.001));
    assertThat(deviations[500]).isCloseTo(0.0195, within(0.002));
    assertThat(deviations[750]).isCloseTo(0.0445, within(0.008));
  }

  /** Of the logarithms of a fork's iterations, by their quick half, which has no pauses. */
  private static double noise(Replay.Recorded benchmark) {
    double[] within =
        benchmark.forks().stream()
            .map(SimulatedForksTest::sorted)
            .mapToDouble(fork -> (fork[25] - fork[5]) / 1.28)
            .toArray();
    return StatUtils.percentile(within, 50);
  }

  /** Forks of one state differ by as much as their iterations do, those of two by more. */
  @Test
  void nearlyHalfOfTheBenchmarksHaveTwoStates() {
    assertThat(
            many.stream().filter(each -> deviation(tenths(each)) / noise(each) > 1.5).count()
                / 1000.0)
        .isCloseTo(0.359, within(0.03));
  }

  /** A second state, a slow-down and a pause take longer, and nothing takes less than the first. */
  @Test
  void whatDisturbsAForkMakesItSlower() {
    double[] middle =
        many.stream()
            .flatMap(each -> each.forks().stream())
            .mapToDouble(SimulatedForksTest::median)
            .toArray();
    assertThat(StatUtils.mean(middle)).isCloseTo(0.0317, within(0.005));
  }

  private List<List<Double>> quiet() {
    return many.stream()
        .filter(each -> noise(each) < 0.01)
        .flatMap(each -> each.forks().stream())
        .toList();
  }

  /** Five iterations at either end do not show it where it is among the first two or the last. */
  @Test
  void oneForkInTenBecomesSlower() {
    List<List<Double>> quiet = quiet();
    double[] slower =
        quiet.stream().mapToDouble(SimulatedForksTest::slowDown).filter(by -> by > 0.2).toArray();
    assertThat(slower.length / (double) quiet.size()).isCloseTo(0.087, within(0.01));
    assertThat(StatUtils.percentile(slower, 50)).isCloseTo(0.3, within(0.005));
  }

  private static DoubleStream beyondTheMiddle(List<Double> fork) {
    double middle = median(fork);
    return fork.stream().mapToDouble(time -> Math.log(time) - middle);
  }

  /** Four fifths of the pauses are above a twentieth. */
  @Test
  void oneIterationInTwentyHasAPauseOfUpToAQuarter() {
    double[] beyond =
        quiet().stream()
            .filter(fork -> slowDown(fork) < 0.2)
            .flatMapToDouble(SimulatedForksTest::beyondTheMiddle)
            .toArray();
    double[] pauses = Arrays.stream(beyond).filter(by -> by > 0.05).toArray();
    assertThat(pauses.length / (double) beyond.length).isCloseTo(0.04, within(0.003));
    // Some of the largest are slow-downs of the last iterations.
    assertThat(Arrays.stream(pauses).filter(by -> by < 0.28).average().orElseThrow())
        .isCloseTo(0.15, within(0.005));
  }
}
