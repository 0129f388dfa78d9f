package io.poolbench.reports.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import org.junit.jupiter.api.Test;

final class ExactRuleTest {

  private static final Metric BYTES = new Metric("B/op", Better.LOWER, Assumption.SAMPLED);
  private static final Metric OBJECTS = new Metric("allocs/op", Better.LOWER, Assumption.SAMPLED);
  private static final Metric TIME = new Metric("sec/op", Better.LOWER, Assumption.EXACT);
  private static final Metric HITS = new Metric("hits/op", Better.HIGHER, Assumption.EXACT);

  private static double[] forks(double... values) {
    return values;
  }

  private static Question question(Metric metric, double[] baseline, double[] candidate) {
    return new Question("b", metric, Forks.of(baseline), Forks.of(candidate), true);
  }

  private static boolean isExact(Metric metric, double... forks) {
    return ExactRule.isExact(metric, Forks.of(forks));
  }

  @Test
  void countsAndWhatIsDeclaredMayBeExactAndNothingElse() {
    assertThat(ExactRule.covers(BYTES)).isTrue();
    assertThat(ExactRule.covers(OBJECTS)).isTrue();
    assertThat(ExactRule.covers(HITS)).isTrue();
    assertThat(ExactRule.covers(TIME)).isFalse();
    assertThat(ExactRule.covers(new Metric("hits/op", Better.UNKNOWN, Assumption.EXACT))).isFalse();
    assertThat(ExactRule.covers(new Metric("hits/op", Better.LOWER, Assumption.SAMPLED))).isFalse();
    assertThat(isExact(TIME, 1, 1)).isFalse();
  }

  @Test
  void bytesThatDifferByOneOrAThousandthAreOneValue() {
    assertThat(isExact(BYTES, 24, 25)).isTrue();
    assertThat(isExact(BYTES, 24, 25.5)).isFalse();
    assertThat(isExact(BYTES, 9990, 10_000)).isTrue();
    assertThat(isExact(BYTES, 9989, 10_000)).isFalse();
  }

  @Test
  void aTwentiethOfAnObjectIsTheProfilers() {
    assertThat(isExact(OBJECTS, 0, 0.05)).isTrue();
    assertThat(isExact(OBJECTS, 0, 0.06)).isFalse();
  }

  @Test
  void ofWhatIsDeclaredNothingButAThousandthIsTolerated() {
    assertThat(isExact(HITS, 1000, 1000.5)).isTrue();
    assertThat(isExact(HITS, 1, 1.04)).isFalse();
  }

  @Test
  void oneForkOfEachSideThatAgreesIsAnAnswerAndOneThatDiffersIsNone() {
    assertThat(ExactRule.ofNature(question(BYTES, forks(24), forks(32))))
        .isInstanceOf(Verdict.Unchanged.class);
    assertThat(ExactRule.ofNature(question(BYTES, forks(24), forks(48)))).isNull();
    assertThat(ExactRule.ofNature(question(BYTES, forks(24, 24), forks(48)))).isNull();
  }

  @Test
  void twoForksOfEachSideThatRepeatAreAnAnswerAndTwoThatDoNotAreNone() {
    assertThat(ExactRule.ofNature(question(BYTES, forks(24, 24), forks(48, 48))))
        .isInstanceOf(Verdict.Regressed.class);
    assertThat(ExactRule.ofNature(question(BYTES, forks(24, 24), forks(48, 72)))).isNull();
    assertThat(ExactRule.ofNature(question(BYTES, forks(0, 24), forks(72, 72)))).isNull();
  }

  /** Eight bytes are tolerated of so few. */
  @Test
  void forksAreAlikeWhereNoneDiffersFromAnyByMoreThanIsTolerated() {
    assertThat(ExactRule.isAlike(question(BYTES, forks(20, 22), forks(24, 28)))).isTrue();
    assertThat(ExactRule.isAlike(question(BYTES, forks(20, 22), forks(24, 29)))).isFalse();
    assertThat(ExactRule.isAlike(question(BYTES, forks(24, 29), forks(20, 22)))).isFalse();
    assertThat(ExactRule.isAlike(question(TIME, forks(1, 1), forks(1, 1)))).isFalse();
  }

  /** Of what is held to 8 bytes as tolerated and 20 as ruled out, the worst fork of each side. */
  @Test
  void theWorstForksOfBothSidesTellWhetherThereIsAWorseMode() {
    double[] before = {100, 140};
    assertThat(ExactRule.isNowhereWorse(question(BYTES, before, forks(148, 100)))).isTrue();
    assertThat(ExactRule.isNowhereWorse(question(BYTES, before, forks(149, 100)))).isFalse();
    assertThat(ExactRule.hasWorseMode(question(BYTES, before, forks(160, 100)))).isFalse();
    assertThat(ExactRule.hasWorseMode(question(BYTES, before, forks(161, 100)))).isTrue();
  }

  /** Of a thousand hits one may be lost, and the loss of five must be ruled out. */
  @Test
  void whereMoreIsBetterTheWorstForksAreTheLeast() {
    double[] before = {1000, 1000, 1200};
    assertThat(ExactRule.isNowhereWorse(question(HITS, before, forks(999, 5000)))).isTrue();
    assertThat(ExactRule.isNowhereWorse(question(HITS, before, forks(998, 5000)))).isFalse();
    assertThat(ExactRule.hasWorseMode(question(HITS, before, forks(995, 5000)))).isFalse();
    assertThat(ExactRule.hasWorseMode(question(HITS, before, forks(994, 5000)))).isTrue();
  }

  @Test
  void whatLiesApartByMoreThanIsToleratedHasChanged() {
    assertThat(ExactRule.judge(question(BYTES, forks(100, 100), forks(109, 109))))
        .isInstanceOf(Verdict.Regressed.class);
    assertThat(ExactRule.judge(question(BYTES, forks(109, 109), forks(100, 100))))
        .isInstanceOf(Verdict.Improved.class);
    assertThat(ExactRule.judge(question(BYTES, forks(100, 100), forks(108, 108))))
        .isInstanceOf(Verdict.Unchanged.class);
  }

  @Test
  void whereMoreIsBetterLessIsTheRegression() {
    assertThat(ExactRule.judge(question(HITS, forks(3, 3), forks(2, 2))))
        .isInstanceOf(Verdict.Regressed.class);
    assertThat(ExactRule.judge(question(HITS, forks(3, 3), forks(4, 4))))
        .isInstanceOf(Verdict.Improved.class);
  }

  @Test
  void forksThatTouchDoNotLieApart() {
    double[] low = {100, 100, 100, 120};
    double[] high = {120, 130, 130, 130};
    assertThat(ExactRule.judge(question(BYTES, low, high))).isInstanceOf(Verdict.Unchanged.class);
    assertThat(ExactRule.judge(question(BYTES, high, low))).isInstanceOf(Verdict.Unchanged.class);
  }

  @Test
  void aChangeIsThatOfTheMediansWithinThatOfAllForks() {
    Change change = ExactRule.change(question(BYTES, forks(110, 100), forks(200, 200, 220)));
    assertThat(change.baseline()).isEqualTo(105);
    assertThat(change.candidate()).isEqualTo(200);
    assertThat(change.ratio()).isCloseTo(200 / 105.0, within(1e-12));
    assertThat(change.low()).isCloseTo(200 / 110.0, within(1e-12));
    assertThat(change.high()).isCloseTo(2.2, within(1e-12));
    assertThat(change.detectable()).isNaN();
  }

  @Test
  void nothingOfNothingIsAsMuchAndSomethingIsInfinitelyMore() {
    assertThat(ExactRule.change(question(BYTES, forks(0), forks(0))).ratio()).isEqualTo(1);
    assertThat(ExactRule.change(question(BYTES, forks(0), forks(8))).ratio())
        .isEqualTo(Double.POSITIVE_INFINITY);
  }
}
