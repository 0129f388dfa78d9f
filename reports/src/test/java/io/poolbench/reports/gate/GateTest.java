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
  private static final double[] WILD = {80, 120, 100, 90, 110};

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

  @Test
  void whatTheSourceAsksForNeedsTwoForksAndWhereTheyVaryAsManyAsModes() {
    Metric source = new Metric("source-B/op", Better.LOWER, Assumption.SAMPLED);
    assertThat(judge(source, new double[] {24}, new double[] {48}))
        .isInstanceOfSatisfying(
            Verdict.Inconclusive.class,
            verdict ->
                assertThat(verdict.why())
                    .isEqualTo("1 against 1 forks; 2 on each side are needed"));
    assertThat(judge(source, new double[] {24, 48}, new double[] {72, 96}))
        .isInstanceOfSatisfying(
            Verdict.Inconclusive.class,
            verdict ->
                assertThat(verdict.why())
                    .isEqualTo("2 against 2 forks; 8 on each side are needed"));
  }

  private static Question question(String name, double[] candidate) {
    return new Question(name, TIME, Forks.of(STEADY), Forks.of(candidate), true);
  }

  /**
   * Five forks wholly apart have a p of 1/252: enough for an alpha of .01 where one question is
   * asked, or two, and not where it is one of three.
   */
  @Test
  void whatRegressedHandsItsShareOfTheErrorOnAndWhatIsUnchangedDoesNot() {
    Gate gate = new Gate(Rule.ONCE);
    Question first = new Question("1", TIME, Forks.of(spread(9, 1)), Forks.of(spread(9, 2)), true);
    Question second = new Question("2", TIME, Forks.of(spread(9, 1)), Forks.of(spread(9, 2)), true);
    assertThat(gate.look(List.of(first, second, question("3", WILD))))
        .extracting(each -> each.verdict().word())
        .containsExactly("regressed", "regressed", "inconclusive");
    assertThat(gate.look(List.of(first, second, question("3", times(2)))).getLast().verdict())
        .isInstanceOf(Verdict.Regressed.class);

    Gate other = new Gate(Rule.ONCE);
    List<Question> calm = List.of(question("1", STEADY), question("2", STEADY));
    assertThat(other.look(Stream.concat(calm.stream(), Stream.of(question("3", WILD))).toList()))
        .extracting(each -> each.verdict().word())
        .containsExactly("unchanged", "unchanged", "inconclusive");
    assertThat(judge(other, question("3", times(2)))).isInstanceOf(Verdict.Inconclusive.class);
  }

  private static Rule once(double alpha, double boundLevel) {
    return new Rule(alpha, 0.05, boundLevel, List.of(5));
  }

  @Test
  void forksAreProofWhoseChanceIsNoLargerThanTheRulesLevels() {
    Gate just = new Gate(once(1 / 252.0, 0.025));
    assertThat(judge(just, question("1", times(2)))).isInstanceOf(Verdict.Regressed.class);
    just = new Gate(once(1 / 252.0, 0.025));
    assertThat(judge(just, question("1", times(0.5)))).isInstanceOf(Verdict.Improved.class);
    Gate never = new Gate(once(1 / 253.0, 0.025));
    assertThat(judge(never, question("1", times(2)))).isInstanceOf(Verdict.Inconclusive.class);
    never = new Gate(once(1 / 253.0, 0.025));
    assertThat(judge(never, question("1", times(0.5)))).isInstanceOf(Verdict.Inconclusive.class);

    just = new Gate(once(0.001, 1 / 252.0));
    assertThat(judge(just, question("1", STEADY))).isInstanceOf(Verdict.Unchanged.class);
    never = new Gate(once(0.001, 1 / 253.0));
    assertThat(judge(never, question("1", STEADY))).isInstanceOf(Verdict.Inconclusive.class);
  }

  @Test
  void afterTheLastLookNothingIsOpen() {
    Gate gate = new Gate(Rule.ONCE);
    Judgement judgement = gate.look(List.of(question("1", WILD))).getFirst();
    assertThat(judgement.verdict()).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(gate.isOpen(judgement)).isFalse();
  }

  /**
   * {@code scipy.stats.fisher_exact([[6, 4], [0, 10]], "greater").pvalue} is .0054; the ranks
   * without ties are not that sure, whose p of a tenth of an object more is .24.
   */
  @Test
  void modesThatTheOtherSideDoesNotHaveAreProofByFishersTestAlone() {
    Question more = new Question("b", OBJECTS, modes(10, 0), modes(4, 6), true);
    assertThat(judge(new Gate(Rule.ONCE), more)).isInstanceOf(Verdict.Regressed.class);
    Question less = new Question("b", OBJECTS, modes(4, 6), modes(10, 0), true);
    assertThat(judge(new Gate(Rule.ONCE), less)).isInstanceOf(Verdict.Improved.class);
  }

  /** Every fork has more, and half of them more than the eight bytes that are tolerated. */
  @Test
  void eightBytesOnAverageAreTolerated() {
    double[] before = constant(8, 100);
    double[] after = {106, 110, 106, 110, 106, 110, 106, 110};
    Question more = new Question("b", BYTES, Forks.of(before), Forks.of(after), true);
    assertThat(judge(new Gate(Rule.ONCE), more)).isInstanceOf(Verdict.Unchanged.class);
    Question less = new Question("b", BYTES, Forks.of(after), Forks.of(before), true);
    assertThat(judge(new Gate(Rule.ONCE), less)).isInstanceOf(Verdict.Unchanged.class);
  }

  /** Wholly apart, but hardly beyond the margin: 64 of the 100 ratios are above 1.02. */
  @Test
  void aChangeOfTimesMustBeBeyondTheMarginAndNotJustBeyondDoubt() {
    double[] before = IntStream.range(0, 10).mapToDouble(i -> 100 + 0.02 * i).toArray();
    double[] slower = Arrays.stream(before).map(time -> 1.0203 * time).toArray();
    Question worse = new Question("b", TIME, Forks.of(before), Forks.of(slower), true);
    assertThat(judge(new Gate(Rule.ONCE), worse)).isInstanceOf(Verdict.Unchanged.class);
    Question better = new Question("b", TIME, Forks.of(slower), Forks.of(before), true);
    assertThat(judge(new Gate(Rule.ONCE), better)).isInstanceOf(Verdict.Unchanged.class);
  }

  @Test
  void ofADeclaredCounterThatVariesMoreMayBeBetter() {
    Metric hits = new Metric("hits/op", Better.HIGHER, Assumption.EXACT);
    double[] few = {10, 10, 10, 10, 10, 10, 10, 12};
    double[] many = {20, 20, 20, 20, 20, 20, 20, 23};
    assertThat(
            judge(
                new Gate(Rule.ONCE), new Question("b", hits, Forks.of(few), Forks.of(many), true)))
        .isInstanceOf(Verdict.Improved.class);
    assertThat(
            judge(
                new Gate(Rule.ONCE), new Question("b", hits, Forks.of(many), Forks.of(few), true)))
        .isInstanceOf(Verdict.Regressed.class);
  }

  /** Seven forks, each by so much above the one before, and the same ones of the candidate. */
  private static Judgement afterTheSecondLook(Gate gate, int step, double factor) {
    double[] before = IntStream.rangeClosed(-3, 3).mapToDouble(i -> 100 + i * step).toArray();
    double[] after = Arrays.stream(before).map(time -> factor * time).toArray();
    return gate.look(List.of(new Question("b", TIME, Forks.of(before), Forks.of(after), true)))
        .getFirst();
  }

  /**
   * Of 49 differences 39 are below the bound of 5 % where the step is 2, and 34 where it is 4: 1.85
   * and 1.21 deviations of U, {@code math.sqrt(49 * 15 / 12)}. They will be 4.43 and 2.90 with 40
   * forks, {@code math.sqrt(40 / 7)} as many. The last look needs 2.51, {@code
   * scipy.stats.norm.isf(.006)}, and half a one to spare.
   */
  @Test
  void whatWillBeNarrowByTheLastLookStaysOpenAndWhatWillJustBeSoDoesNot() {
    Gate gate = new Gate(Rule.STANDARD);
    assertThat(gate.isOpen(afterTheSecondLook(gate, 2, 1))).isTrue();
    gate = new Gate(Rule.STANDARD);
    Judgement wide = afterTheSecondLook(gate, 4, 1);
    assertThat(wide.verdict()).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(gate.isOpen(wide)).isFalse();
  }

  /** Where 34 of 49 differences are beyond the margin: 1.21 deviations speak for a worsening. */
  @Test
  void whatSeemsWorseStaysOpenHoweverWideItIsAndWhatSeemsBetterDoesNot() {
    Gate gate = new Gate(Rule.STANDARD);
    assertThat(gate.isOpen(afterTheSecondLook(gate, 4, 1.08))).isTrue();
    gate = new Gate(Rule.STANDARD);
    assertThat(gate.isOpen(afterTheSecondLook(gate, 4, 0.92))).isFalse();
  }

  /**
   * The 3rd of the 25 ratios and the 23rd, since {@code 2 * P(U <= 2) = 8 / 252} is within .05, and
   * what would have been seen:
   *
   * <pre>{@code
   * s = np.log([100, 101, 99, 100.5, 99.5])
   * d = np.sort(np.subtract.outer(s, s).ravel())
   * low, high = np.exp(d[[2, 22]])
   * error = (d[22] - d[2]) / 2 / norm.isf(.025)
   * beyond = np.log(1.02) + error * norm.isf(.01 * .05 / .01)
   * np.exp(max(error * norm.isf(.01), beyond) + error * norm.ppf(.9))
   * }</pre>
   */
  @Test
  void aChangeHasItsIntervalAndWhatWouldHaveBeenSeen() {
    assertThat(judge(new Gate(Rule.ONCE), question("b", times(1.1))))
        .isInstanceOfSatisfying(
            Verdict.Regressed.class,
            verdict -> {
              Change change = verdict.change();
              assertThat(change.baseline()).isEqualTo(100);
              assertThat(change.candidate()).isCloseTo(110, within(1e-9));
              assertThat(change.ratio()).isCloseTo(1.1, within(1e-9));
              assertThat(change.low()).isCloseTo(1.1 * 0.9851485148514847, within(1e-9));
              assertThat(change.high()).isCloseTo(1.1 * 1.0150753768844225, within(1e-9));
              assertThat(change.detectable()).isCloseTo(1.0430442099919668, within(1e-9));
            });
  }

  /** Its quick end is that of its beginning, which is two fifths quicker. */
  @Test
  void aCandidateThatSlowsDownHasNotImproved() {
    assertThat(judge(new Gate(Rule.STANDARD), question(i -> i < 6 ? -0.4 : 0)))
        .isInstanceOfSatisfying(
            Verdict.Inconclusive.class,
            verdict -> assertThat(verdict.why()).contains("became slower while"));
    assertThat(judge(new Gate(Rule.STANDARD), question(_ -> -0.4)))
        .isInstanceOf(Verdict.Improved.class);
  }

  /** Five forks of each side have a p of 1/252, as above. */
  @Test
  void whatIsJustProofOfAnImprovementIsNoneOfACandidateThatSlowsDown() {
    List<List<Double>> calm = forks(_ -> 0).subList(0, 5);
    List<List<Double>> slow = forks(i -> i < 6 ? -0.4 : 0).subList(0, 5);
    Question question =
        new Question("b", TIME, new Forks(means(calm), calm), new Forks(means(slow), slow), true);
    assertThat(judge(new Gate(once(1 / 252.0, 0.025)), question))
        .isInstanceOf(Verdict.Inconclusive.class);
  }

  /** One fork above 39 others is so by chance once in 40 times, which is the level of one claim. */
  @Test
  void oneInFortyIsEnoughToTellThatAChangeIsBeyondTheMarginButWithinTheBound() {
    Rule rule = new Rule(0.001, 0.05, 0.025, List.of(1));
    Question question = new Question("b", TIME, Forks.of(constant(39, 100)), Forks.of(103.5), true);
    assertThat(judge(new Gate(rule), question)).isInstanceOf(Verdict.WorseWithinBound.class);
  }

  @Test
  void halfOfTheForksThatSlowDownSaySomethingAndFewerDoNot() {
    List<List<Double>> calm = forks(_ -> 0);
    List<List<Double>> slow = forks(i -> i < 25 ? 0 : 1);
    for (int slowForks = 4; slowForks <= 5; slowForks++) {
      List<List<Double>> mixed =
          Stream.concat(slow.stream().limit(slowForks), calm.stream().skip(slowForks)).toList();
      Question question =
          new Question(
              "b", TIME, new Forks(means(calm), calm), new Forks(means(mixed), mixed), true);
      assertThat(judge(new Gate(Rule.STANDARD), question).word())
          .isEqualTo(slowForks == 5 ? "inconclusive" : "unchanged");
    }
  }

  @Test
  void bytesAndDescriptorsAreCountedAndTimesAreNot() {
    for (String unit : List.of("B/op", "fds/conn", "sec/op")) {
      Metric metric = new Metric(unit, Better.LOWER, Assumption.SAMPLED);
      Question question = new Question("b", metric, Forks.of(1), Forks.of(1), true);
      assertThat(question.isCounted()).as(unit).isEqualTo(!unit.equals("sec/op"));
    }
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
