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
    return judge(
        new Gate(Rule.STANDARD),
        new Question("b", metric, Forks.of(baseline), Forks.of(candidate), comparable));
  }

  /** Where the same code ran against itself, its forks had one value. */
  private static Verdict judgeExact(Metric metric, double[] baseline, double[] candidate) {
    return judge(
        new Gate(Rule.STANDARD, _ -> true),
        new Question("b", metric, Forks.of(baseline), Forks.of(candidate), false));
  }

  private static Verdict judge(Gate gate, Question question) {
    return gate.look(List.of(question)).getFirst().verdict();
  }

  /** Forks of which each is as much slower as its place says, all between 0 and 1 %. */
  private static double[] spread(int forks, double factor) {
    return IntStream.range(0, forks)
        .mapToDouble(i -> factor * (100 + (i * 7 % forks) / (double) forks))
        .toArray();
  }

  private static double[] five(double value) {
    return new double[] {value, value, value, value, value};
  }

  private static double[] times(double factor) {
    return Arrays.stream(STEADY).map(value -> factor * value).toArray();
  }

  @Test
  void sixteenBytesMoreAreARegression() {
    assertThat(judgeExact(BYTES, five(1000), five(1016))).isInstanceOf(Verdict.Regressed.class);
  }

  /** Five that agree by chance look like five that must. */
  @Test
  void theForksThatAreJudgedDoNotShowThatAMetricIsExact() {
    assertThat(judge(BYTES, five(1000), five(1016))).isInstanceOf(Verdict.Inconclusive.class);
    double[] ten = constant(10, 1000);
    assertThat(judge(BYTES, ten, constant(10, 1016))).isInstanceOf(Verdict.Regressed.class);
  }

  @Test
  void whatTheSourceAsksForIsExactByItsNature() {
    Metric source = new Metric("source-allocs/op", Better.LOWER, Assumption.SAMPLED);
    assertThat(judge(source, five(3), five(4))).isInstanceOf(Verdict.Regressed.class);
    assertThat(judge(source, five(3), five(3))).isInstanceOf(Verdict.Unchanged.class);
  }

  /**
   * Shares of two modes. {@code scipy.stats.fisher_exact([[8, 0], [0, 8]], "greater").pvalue} is
   * 7.8e-5, of {@code [[7, 1], [2, 6]]} .020: at alpha .01 the one is proof and the other is not.
   */
  @Test
  void sharesOfModesAreComparedByFishersTest() {
    Gate once = new Gate(Rule.ONCE);
    Question all = new Question("b", OBJECTS, modes(8, 0), modes(0, 8), true);
    assertThat(judge(once, all)).isInstanceOf(Verdict.Regressed.class);
    Question some = new Question("c", OBJECTS, modes(7, 1), modes(2, 6), true);
    assertThat(judge(new Gate(Rule.ONCE), some)).isInstanceOf(Verdict.Inconclusive.class);
  }

  private static Forks modes(int low, int high) {
    return Forks.of(IntStream.range(0, low + high).mapToDouble(i -> i < low ? 141 : 142).toArray());
  }

  private static double[] constant(int forks, double value) {
    return IntStream.range(0, forks).mapToDouble(_ -> value).toArray();
  }

  @Test
  void whatWasZeroRegressesThoughItHasNoRatio() {
    Metric direct = new Metric("direct-B/conn", Better.LOWER, Assumption.SAMPLED);
    double[] some = spread(10, 40);
    double[] none = constant(10, 0);
    assertThat(judge(direct, none, some)).isInstanceOf(Verdict.Regressed.class);
    assertThat(judge(direct, some, none)).isInstanceOf(Verdict.Improved.class);
    assertThat(judge(direct, five(0), new double[] {0, 5, 0, 3, 0}))
        .isInstanceOf(Verdict.Unchanged.class);
  }

  @Test
  void eightBytesMoreAreNot() {
    assertThat(judge(BYTES, five(1000), five(1008))).isInstanceOf(Verdict.Unchanged.class);
  }

  @Test
  void oneObjectMoreIsARegressionAndOneLessAnImprovement() {
    assertThat(judgeExact(OBJECTS, five(3), five(4))).isInstanceOf(Verdict.Regressed.class);
    assertThat(judgeExact(OBJECTS, five(3), five(2))).isInstanceOf(Verdict.Improved.class);
  }

  @Test
  void bytesAreJudgedAcrossMachines() {
    assertThat(judge(BYTES, constant(10, 1000), constant(10, 1016), false))
        .isInstanceOf(Verdict.Regressed.class);
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
    assertThat(judgeExact(BYTES, five(1000), new double[] {1016, 1016, 1016, 1016, 1000}))
        .isNotInstanceOf(Verdict.Regressed.class);
  }

  @Test
  void bytesThatVaryAreJudgedAsNoisy() {
    double[] noisy = {1000, 1020, 990, 1010, 1005, 1001, 997, 1012, 1004, 1008};
    double[] other = {1010, 1002, 1015, 995, 1003, 999, 1006, 1013, 1000, 1007};
    assertThat(judge(BYTES, noisy, other))
        .isInstanceOfSatisfying(
            Verdict.Unchanged.class,
            verdict -> assertThat(verdict.change().detectable()).isGreaterThan(1));
  }

  /** Whether the forks of a side agree to the byte or not makes no difference to seven bytes. */
  @Test
  void sevenBytesMoreAreUnchangedThoughOneForkVaries() {
    double[] varies = constant(10, 245);
    varies[3] = 246.1;
    assertThat(judge(BYTES, varies, constant(10, 252))).isInstanceOf(Verdict.Unchanged.class);
  }

  @Test
  void timesFromDifferentRunsAreRefused() {
    assertThat(judge(TIME, STEADY, STEADY, false))
        .isInstanceOfSatisfying(
            Verdict.Refused.class, verdict -> assertThat(verdict.why()).contains("in turns"));
  }

  @Test
  void tenPercentSlowerIsFoundAndTheSameIsUnchanged() {
    double[] ten = spread(10, 1);
    assertThat(judge(TIME, ten, spread(10, 1.1))).isInstanceOf(Verdict.Regressed.class);
    assertThat(judge(TIME, STEADY, STEADY)).isInstanceOf(Verdict.Unchanged.class);
    assertThat(judge(TIME, ten, spread(10, 0.9))).isInstanceOf(Verdict.Improved.class);
  }

  /** By five forks nothing is proven: wholly apart they are by chance once in 252 times. */
  @Test
  void fiveForksProveNoRegressionOfWhatVaries() {
    assertThat(judge(TIME, STEADY, times(2))).isInstanceOf(Verdict.Inconclusive.class);
  }

  @Test
  void lessThroughputIsARegression() {
    double[] ten = spread(10, 1);
    assertThat(judge(RATE, ten, spread(10, 0.9))).isInstanceOf(Verdict.Regressed.class);
    assertThat(judge(RATE, ten, spread(10, 1.1))).isInstanceOf(Verdict.Improved.class);
  }

  @Test
  void threePercentThatFiveForksShowIsWorseThanUnchanged() {
    double[] narrow = {100, 100.1, 99.9, 100.05, 99.95};
    double[] slower = Arrays.stream(narrow).map(value -> 1.035 * value).toArray();
    Verdict verdict = judge(TIME, narrow, slower);
    assertThat(verdict).isInstanceOf(Verdict.WorseWithinBound.class);
    assertThat(verdict.word()).isEqualTo("worse within 5%");
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
    Question slower =
        new Question("b", TIME, Forks.of(spread(10, 1)), Forks.of(spread(10, 1.2)), true);
    assertThat(judge(gate, slower)).isInstanceOf(Verdict.Regressed.class);
    Question same = new Question("b", TIME, Forks.of(STEADY), Forks.of(STEADY), true);
    assertThat(judge(gate, same)).isInstanceOf(Verdict.Regressed.class);
  }

  /** Forks that differ twofold will not rule out 5 % by the last look, and nothing seems worse. */
  @Test
  void whatFurtherForksWouldHardlyAnswerIsGivenUpAfterTheFirstLook() {
    Gate gate = new Gate(Rule.STANDARD);
    double[] wild = {60, 140, 100, 80, 120};
    Question first = new Question("b", TIME, Forks.of(wild), Forks.of(wild), true);
    assertThat(gate.isOpen(gate.look(List.of(first)).getFirst())).isTrue();
    double[] more = {60, 140, 100, 80, 120, 70, 130};
    Question second = new Question("b", TIME, Forks.of(more), Forks.of(more), true);
    Judgement judgement = gate.look(List.of(second)).getFirst();
    assertThat(judgement.verdict()).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(gate.isOpen(judgement)).isFalse();
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
    assertThat(gate.nextLook(5)).isEqualTo(7);
    assertThat(gate.nextLook(40)).isEqualTo(40);
  }

  /** The same change among many questions: Holm asks for more evidence of each. */
  @Test
  void evidenceThatSufficesAloneDoesNotAmongAHundred() {
    Question asked =
        new Question("b", TIME, Forks.of(spread(7, 1)), Forks.of(spread(7, 1.1)), true);
    assertThat(judge(new Gate(Rule.ONCE), asked)).isInstanceOf(Verdict.Regressed.class);
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
  void whatTheQuickEndHidesTheMeanShows() {
    Question question = question(i -> i % 2 == 0 ? 3 : 0);
    assertThat(judge(new Gate(Rule.STANDARD), question)).isInstanceOf(Verdict.Unchanged.class);
    assertThat(judge(new Gate(Rule.STANDARD), question.ofMeans()))
        .isInstanceOf(Verdict.Regressed.class);
  }

  /** A pool that degrades: 44 of 50 iterations take twice as long. */
  @Test
  void aCandidateThatSlowsDownIsWorseInItsMeanAndNeverUnchanged() {
    Question question = question(i -> i < 6 ? 0 : 1);
    assertThat(judge(new Gate(Rule.STANDARD), question))
        .isInstanceOfSatisfying(
            Verdict.Inconclusive.class,
            verdict -> assertThat(verdict.why()).contains("became slower while"));
    assertThat(judge(new Gate(Rule.STANDARD), question.ofMeans()))
        .isInstanceOf(Verdict.Regressed.class);
  }

  /** Collections count beside the operation: a tenth of its time, and a thousandth. */
  @Test
  void collectionsAreWorseWhenTheyTakeMoreOfTheOperationsTime() {
    Metric collections = new Metric("gc-sec/op", Better.LOWER, Assumption.SAMPLED);
    Question more =
        new Question("b", collections, Forks.of(constant(10, 0)), Forks.of(spread(10, 1e-9)), true);
    assertThat(judge(new Gate(Rule.STANDARD), more.ofCollections(1e-6)))
        .isInstanceOf(Verdict.Regressed.class);
    assertThat(judge(new Gate(Rule.STANDARD), more.ofCollections(1e-4)))
        .isInstanceOf(Verdict.Unchanged.class);
  }

  /** What a candidate's iterations take beyond one, in ten forks that differ by little. */
  private static Question question(IntToDoubleFunction more) {
    List<List<Double>> calm = forks(_ -> 0);
    List<List<Double>> changed = forks(more);
    return new Question(
        "b", TIME, new Forks(means(calm), calm), new Forks(means(changed), changed), true);
  }

  private static List<List<Double>> forks(IntToDoubleFunction more) {
    return IntStream.range(0, 10)
        .mapToObj(
            fork ->
                IntStream.range(0, 50)
                    .mapToObj(i -> (1 + i % 7 * 0.001 + more.applyAsDouble(i)) * (1 + fork * 0.001))
                    .toList())
        .toList();
  }

  private static List<Double> means(List<List<Double>> forks) {
    return forks.stream().map(f -> f.stream().collect(Collectors.averagingDouble(v -> v))).toList();
  }
}
