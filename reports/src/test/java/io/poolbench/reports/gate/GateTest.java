package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GateTest {

  private static final Metric BYTES = new Metric("B/op", Better.LOWER, Assumption.SAMPLED);
  private static final Metric OBJECTS = new Metric("allocs/op", Better.LOWER, Assumption.EXACT);
  private static final Metric TIME = new Metric("sec/op", Better.LOWER, Assumption.SAMPLED);
  private static final Metric RATE = new Metric("op/sec", Better.HIGHER, Assumption.SAMPLED);

  private static final double[] STEADY = {100, 101, 99, 100.5, 99.5};

  private static Verdict judge(Metric metric, double[] baseline, double[] candidate) {
    return judge(metric, baseline, candidate, true);
  }

  private static Verdict judge(
      Metric metric, double[] baseline, double[] candidate, boolean comparable) {
    Question question =
        new Question("b", metric, Forks.of(baseline), Forks.of(candidate), comparable);
    return new Gate(Rule.STANDARD).look(List.of(question)).getFirst().verdict();
  }

  private static double[] five(double value) {
    return new double[] {value, value, value, value, value};
  }

  private static double[] times(double factor) {
    return Arrays.stream(STEADY).map(value -> factor * value).toArray();
  }

  @Test
  void sixteenBytesMoreAreARegression() {
    assertThat(judge(BYTES, five(1000), five(1016))).isInstanceOf(Verdict.Regressed.class);
  }

  @Test
  void whatWasZeroRegressesThoughItHasNoRatio() {
    Metric direct = new Metric("direct-B/conn", Better.LOWER, Assumption.SAMPLED);
    double[] some = {4096, 4000, 4200, 4096, 4150};
    assertThat(judge(direct, five(0), some)).isInstanceOf(Verdict.Regressed.class);
    assertThat(judge(direct, some, five(0))).isInstanceOf(Verdict.Improved.class);
    assertThat(judge(direct, new double[] {0, 0, 0, 0, 4100}, some))
        .isInstanceOf(Verdict.Inconclusive.class);
    assertThat(judge(direct, five(0), new double[] {0, 5, 0, 3, 0}))
        .isInstanceOf(Verdict.Unchanged.class);
  }

  @Test
  void eightBytesMoreAreNot() {
    assertThat(judge(BYTES, five(1000), five(1008))).isInstanceOf(Verdict.Unchanged.class);
  }

  @Test
  void oneObjectMoreIsARegressionAndOneLessAnImprovement() {
    assertThat(judge(OBJECTS, five(3), five(4))).isInstanceOf(Verdict.Regressed.class);
    assertThat(judge(OBJECTS, five(3), five(2))).isInstanceOf(Verdict.Improved.class);
  }

  @Test
  void exactMetricsAreJudgedAcrossMachines() {
    assertThat(judge(BYTES, five(1000), five(1016), false)).isInstanceOf(Verdict.Regressed.class);
  }

  @Test
  void fourForksCannotProveAnExactRegression() {
    double[] four = {3, 3, 3, 3};
    assertThat(judge(OBJECTS, four, new double[] {4, 4, 4, 4}))
        .isInstanceOfSatisfying(
            Verdict.Inconclusive.class,
            verdict -> assertThat(verdict.why()).contains("4 against 4 forks").contains("5"));
  }

  @Test
  void oneForkThatOverlapsIsNoProof() {
    assertThat(judge(BYTES, five(1000), new double[] {1016, 1016, 1016, 1016, 1000}))
        .isNotInstanceOf(Verdict.Regressed.class);
  }

  @Test
  void bytesThatVaryAreJudgedAsNoisy() {
    double[] noisy = {1000, 1020, 990, 1010, 1005};
    assertThat(judge(BYTES, noisy, new double[] {1010, 1002, 1015, 995, 1003}))
        .isInstanceOfSatisfying(
            Verdict.Unchanged.class,
            verdict -> assertThat(verdict.change().detectable()).isGreaterThan(1));
  }

  @Test
  void timesFromDifferentRunsAreRefused() {
    assertThat(judge(TIME, STEADY, STEADY, false))
        .isInstanceOfSatisfying(
            Verdict.Refused.class, verdict -> assertThat(verdict.why()).contains("in turns"));
  }

  @Test
  void tenPercentSlowerIsFoundAndTheSameIsUnchanged() {
    assertThat(judge(TIME, STEADY, times(1.1))).isInstanceOf(Verdict.Regressed.class);
    assertThat(judge(TIME, STEADY, STEADY)).isInstanceOf(Verdict.Unchanged.class);
    assertThat(judge(TIME, STEADY, times(0.9))).isInstanceOf(Verdict.Improved.class);
  }

  @Test
  void lessThroughputIsARegression() {
    assertThat(judge(RATE, STEADY, times(0.9))).isInstanceOf(Verdict.Regressed.class);
    assertThat(judge(RATE, STEADY, times(1.1))).isInstanceOf(Verdict.Improved.class);
  }

  @Test
  void withoutADirectionNothingIsJudged() {
    Metric unknown = new Metric("widgets", Better.UNKNOWN, Assumption.SAMPLED);
    assertThat(judge(unknown, STEADY, STEADY)).isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void valuesOfZeroAreInconclusiveAndNeverPass() {
    assertThat(judge(TIME, STEADY, new double[] {0, 0, 0, 0, 1}))
        .isInstanceOf(Verdict.Inconclusive.class);
  }

  @Test
  void tooFewForksAreInconclusive() {
    assertThat(judge(TIME, new double[] {1}, new double[] {2}))
        .isInstanceOf(Verdict.Inconclusive.class);
    assertThat(judge(TIME, new double[] {1, 1.01, 1}, new double[] {2, 2.01, 2}))
        .isInstanceOf(Verdict.Inconclusive.class);
  }

  @Test
  void whatIsDecidedStaysDecided() {
    Gate gate = new Gate(Rule.STANDARD);
    Question slower = new Question("b", TIME, Forks.of(STEADY), Forks.of(times(1.2)), true);
    assertThat(gate.look(List.of(slower)).getFirst().verdict())
        .isInstanceOf(Verdict.Regressed.class);
    Question same = new Question("b", TIME, Forks.of(STEADY), Forks.of(STEADY), true);
    assertThat(gate.look(List.of(same)).getFirst().verdict()).isInstanceOf(Verdict.Regressed.class);
  }

  @Test
  void onlyWhatIsOpenNeedsMoreForks() {
    Gate gate = new Gate(Rule.STANDARD);
    double[] wide = {80, 120, 100, 90, 110};
    List<Judgement> judgements =
        gate.look(
            List.of(
                new Question("calm", TIME, Forks.of(STEADY), Forks.of(STEADY), true),
                new Question("wild", TIME, Forks.of(wide), Forks.of(wide), true)));
    assertThat(judgements.stream().filter(gate::isOpen).map(j -> j.question().benchmark()))
        .containsExactly("wild");
    assertThat(gate.nextLook(5)).isEqualTo(8);
    assertThat(gate.nextLook(30)).isEqualTo(30);
  }

  /** The same change among many questions: Holm asks for more evidence of each. */
  @Test
  void evidenceThatSufficesAloneDoesNotAmongAHundred() {
    double[] slower = times(1.045);
    Question asked = new Question("b", TIME, Forks.of(STEADY), Forks.of(slower), true);
    assertThat(new Gate(Rule.ONCE).look(List.of(asked)).getFirst().verdict())
        .isInstanceOf(Verdict.Regressed.class);
    List<Question> many =
        Stream.concat(
                Stream.of(asked),
                IntStream.range(0, 99)
                    .mapToObj(
                        i ->
                            new Question(
                                "other " + i, TIME, Forks.of(STEADY), Forks.of(STEADY), true)))
            .toList();
    assertThat(new Gate(Rule.ONCE).look(many).getFirst().verdict())
        .isNotInstanceOf(Verdict.Regressed.class);
  }

  @Test
  void allLooksTogetherSpendAlpha() {
    Rule rule = Rule.STANDARD;
    double spent = IntStream.range(0, rule.looks().size()).mapToDouble(rule::spent).sum();
    assertThat(spent).isEqualTo(rule.alpha(), within(1e-15));
  }

  /** A pause in half of the iterations moves the mean, not the quick end. */
  @Test
  void forksAreComparedByTheirQuickIterations() {
    List<List<Double>> calm = forks(i -> 1 + i % 7 * 0.001);
    List<List<Double>> paused = forks(i -> 1 + i % 7 * 0.001 + (i % 2 == 0 ? 3 : 0));
    Question question =
        new Question(
            "b", TIME, new Forks(means(calm), calm), new Forks(means(paused), paused), true);
    assertThat(new Gate(Rule.STANDARD).look(List.of(question)).getFirst().verdict())
        .isInstanceOf(Verdict.Unchanged.class);
  }

  private static List<List<Double>> forks(IntToDoubleFunction time) {
    return IntStream.range(0, 5)
        .mapToObj(
            fork ->
                IntStream.range(0, 50)
                    .mapToObj(i -> time.applyAsDouble(i) * (1 + fork * 0.001))
                    .toList())
        .toList();
  }

  private static List<Double> means(List<List<Double>> forks) {
    return forks.stream().map(f -> f.stream().collect(Collectors.averagingDouble(v -> v))).toList();
  }
}
