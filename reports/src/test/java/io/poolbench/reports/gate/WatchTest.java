package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;

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
  void aPauseInEveryTwentiethIterationIsSeenHereAndNeitherByTheTenthPercentileNorTheMean() {
    Question paused = question(TIME, everyTwentieth(2));
    assertThat(verdict(paused)).isInstanceOf(Verdict.Unchanged.class);
    assertThat(verdict(paused.ofMeans())).isInstanceOf(Verdict.Unchanged.class);
    assertThat(Watch.of(List.of(paused))).hasSize(1);
  }

  @Test
  void whatIsSeenHasItsSizeAndItsInterval() {
    Watch.Seen slow = Watch.of(List.of(question(TIME, everyTwentieth(2)))).getFirst();
    assertThat(slow.ratio()).isBetween(1.9, 2.0);
    assertThat(slow.low()).isBetween(1.9, slow.ratio());
    assertThat(slow.high()).isBetween(slow.ratio(), 2.05);
  }

  /** Of a hundred benchmarks, so that there are as many occasions for a false line. */
  @Test
  void twiceTheSameCodeGivesNoLine() {
    List<Question> same = IntStream.range(0, 100).mapToObj(_ -> question(TIME, _ -> 1)).toList();
    assertThat(Watch.of(same)).isEmpty();
  }

  @Test
  void ofARateTheFallIsTheWorseningAndTheRiseIsNone() {
    List<Watch.Seen> fallen = Watch.of(List.of(question(RATE, everyTwentieth(0.5))));
    assertThat(fallen).hasSize(1);
    assertThat(fallen).allMatch(seen -> seen.high() < 1);
    assertThat(Watch.of(List.of(question(RATE, everyTwentieth(2))))).isEmpty();
  }

  @Test
  void fewerPausesAreNoWorsening() {
    assertThat(Watch.of(List.of(question(TIME, everyTwentieth(0.5))))).isEmpty();
  }

  @Test
  void withoutIterationsNothingIsWatched() {
    Question values = new Question("b", TIME, Forks.of(1, 1.01, 1), Forks.of(2, 2.01, 2), true);
    assertThat(Watch.of(List.of(values))).isEmpty();
  }

  private static Question paused(Metric metric, boolean comparable, double firstIteration) {
    List<List<Double>> before = new ArrayList<>();
    List<List<Double>> after = new ArrayList<>();
    for (int fork = 0; fork < 3; fork++) {
      double level = 1 + 0.001 * fork;
      before.add(iterations(i -> i == 0 ? firstIteration : level));
      after.add(iterations(i -> i > 50 ? 2 * level : level));
    }
    return new Question(
        "b",
        metric,
        new Forks(List.of(1.0, 1.0, 1.0), before),
        new Forks(List.of(1.0, 1.0, 1.0), after),
        comparable);
  }

  private static List<Double> iterations(IntToDoubleFunction of) {
    return IntStream.range(0, ITERATIONS).mapToObj(of::applyAsDouble).toList();
  }

  /** Three wholly apart from three are so by chance once in twenty times, which is just enough. */
  @Test
  void threeForksOfEachSideAreSeenWhereTheyAreAlone() {
    Question three = paused(TIME, true, 1);
    assertThat(Watch.of(List.of(three)))
        .singleElement()
        .satisfies(seen -> assertThat(seen.question()).isEqualTo(three));
    assertThat(Watch.of(List.of(three, question(TIME, _ -> 1)))).isEmpty();
  }

  @Test
  void whatHasNoDirectionIsNotWatched() {
    Metric unknown = new Metric("sec/op", Better.UNKNOWN, Assumption.SAMPLED);
    assertThat(Watch.of(List.of(paused(unknown, true, 1)))).isEmpty();
  }

  @Test
  void forksThatDidNotTakeTurnsAreNotWatched() {
    assertThat(Watch.of(List.of(paused(TIME, false, 1)))).isEmpty();
  }

  @Test
  void iterationsOfZeroOrLessHaveNoRatioAndAreNotWatched() {
    assertThat(Watch.of(List.of(paused(TIME, true, 0)))).isEmpty();
    assertThat(Watch.of(List.of(paused(TIME, true, -1)))).isEmpty();
  }
}
