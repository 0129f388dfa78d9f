package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.reports.gate.Watch.Quantity;
import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class WatchTest {

  private static final Metric TIME = new Metric("sec/op", Better.LOWER, Assumption.SAMPLED);
  private static final Metric RATE = new Metric("op/sec", Better.HIGHER, Assumption.SAMPLED);

  private static final int FORKS = 8;
  private static final int ITERATIONS = 60;

  private final SplittableRandom random = new SplittableRandom(20);

  /** Forks that differ by 1 %, iterations by 1 %. */
  private Forks forks(IntToDoubleFunction ofIteration) {
    List<List<Double>> forks = new ArrayList<>();
    for (int fork = 0; fork < FORKS; fork++) {
      double level = 1e-6 * Math.exp(0.01 * random.nextGaussian());
      forks.add(
          IntStream.range(0, ITERATIONS)
              .mapToObj(
                  i ->
                      level * ofIteration.applyAsDouble(i) * Math.exp(0.01 * random.nextGaussian()))
              .toList());
    }
    List<Double> means =
        forks.stream()
            .map(fork -> fork.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
            .toList();
    return new Forks(means, forks);
  }

  private Question question(Metric metric, IntToDoubleFunction candidate) {
    return new Question("Foo.bar", metric, forks(_ -> 1), forks(candidate), true);
  }

  private static IntToDoubleFunction everyTwentieth(double factor) {
    return i -> i % 20 == 7 ? factor : 1;
  }

  private static Verdict verdict(Question question) {
    return new Gate(Rule.STANDARD).look(List.of(question)).getFirst().verdict();
  }

  @Test
  void aPauseInEveryTwentiethIterationIsSeenHereAndNotByTheTenthPercentile() {
    Question paused = question(TIME, everyTwentieth(4));
    assertThat(verdict(paused)).isInstanceOf(Verdict.Unchanged.class);
    assertThat(Watch.of(List.of(paused), Rule.STANDARD))
        .extracting(Watch.Seen::quantity)
        .containsExactly(Quantity.MEAN, Quantity.SLOW_END);
  }

  @Test
  void whatIsSeenHasItsSizeAndItsInterval() {
    Watch.Seen mean =
        Watch.of(List.of(question(TIME, everyTwentieth(4))), Rule.STANDARD).getFirst();
    assertThat(mean.ratio()).isBetween(1.13, 1.17);
    assertThat(mean.low()).isBetween(1.1, mean.ratio());
    assertThat(mean.high()).isBetween(mean.ratio(), 1.2);
  }

  /** Of a hundred benchmarks, so that there are two hundred occasions for a false line. */
  @Test
  void twiceTheSameCodeGivesNoLine() {
    List<Question> same = IntStream.range(0, 100).mapToObj(_ -> question(TIME, _ -> 1)).toList();
    assertThat(Watch.of(same, Rule.STANDARD)).isEmpty();
  }

  /** Drift, modes, pauses and late warm-up, as on real machines; in all suites nothing changed. */
  @Test
  void realisticNoiseGivesALineInFewerThanOneSuiteOfTwenty() {
    long suitesWithALine =
        IntStream.range(0, 200)
            .mapToObj(
                suite ->
                    IntStream.range(0, 20)
                        .mapToObj(i -> new Simulation(1000L * suite + i, 1).run("b" + i, 8))
                        .toList())
            .filter(suite -> !Watch.of(suite, Rule.STANDARD).isEmpty())
            .count();
    assertThat(suitesWithALine).isLessThan(10);
  }

  @Test
  void ofARateTheFallIsTheWorseningAndTheRiseIsNone() {
    List<Watch.Seen> fallen =
        Watch.of(List.of(question(RATE, everyTwentieth(0.25))), Rule.STANDARD);
    assertThat(fallen)
        .extracting(Watch.Seen::quantity)
        .containsExactly(Quantity.MEAN, Quantity.SLOW_END);
    assertThat(fallen).allMatch(seen -> seen.high() < 1);
    assertThat(Watch.of(List.of(question(RATE, everyTwentieth(4))), Rule.STANDARD)).isEmpty();
  }

  @Test
  void fewerPausesAreNoWorsening() {
    assertThat(Watch.of(List.of(question(TIME, everyTwentieth(0.25))), Rule.STANDARD)).isEmpty();
  }

  @Test
  void withoutIterationsNothingIsWatched() {
    Question values = new Question("b", TIME, Forks.of(1, 1.01, 1), Forks.of(2, 2.01, 2), true);
    assertThat(Watch.of(List.of(values), Rule.STANDARD)).isEmpty();
  }
}
