package io.poolbench.reports.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ProcedureTest {

  private static final RankProcedure RANKS = new RankProcedure(0.05, 0.95);
  private static final ExactProcedure EXACT = new ExactProcedure();

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    assertThat(RANKS.summarize(Sample.of(4, 1, 3, 2)).center()).isEqualTo(2.5);
    assertThat(RANKS.summarize(Sample.of(9, 1, 3)).center()).isEqualTo(3);
  }

  @Test
  void fiveValuesBoundTheMedianOnOneSideOnly() {
    Summary summary = RANKS.summarize(Sample.of(1, 2, 3, 4, 5));
    assertThat(summary.low()).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThat(summary.high()).isEqualTo(5);
    assertThat(summary.notes())
        .containsExactly("need >= 6 samples for confidence interval at level 0.95");
  }

  @Test
  void threePerSideCanNeverBeSignificant() {
    Comparison comparison = RANKS.compare(Sample.of(1, 2, 3), Sample.of(7, 8, 9));
    assertThat(comparison.significant()).isFalse();
    assertThat(comparison.notes())
        .containsExactly("need >= 4 samples to detect a difference at alpha level 0.05");
  }

  /** Of 512 cases 492 have from 2 to 7 of 9 values below the median, and 456 from 2 to 6. */
  @Test
  void nineValuesBoundTheMedianByTheSecondAndTheEighth() {
    assertThat(RANKS.summarize(Sample.of(90, 80, 70, 60, 50, 40, 30, 20, 10)))
        .isEqualTo(new Summary(50, 20, 80, List.of()));
  }

  @Test
  void fourOnOneSideAreNotToldToBeTooFew() {
    Sample three = Sample.of(1, 2, 3);
    Sample four = Sample.of(7, 8, 9, 10);
    // 2 / C(7, 3), still above alpha.
    assertThat(RANKS.compare(three, four).p()).isEqualTo(2 / 35.0, offset(1e-15));
    assertThat(RANKS.compare(three, four).notes()).isEmpty();
    assertThat(RANKS.compare(four, three).notes()).isEmpty();
  }

  /** 2 / C(6, 3) is 0.1. */
  @Test
  void threePerSideReachAnAlphaOfExactlyOneInTen() {
    RankProcedure tenth = new RankProcedure(0.1, 0.95);
    assertThat(tenth.compare(Sample.of(1, 2, 3), Sample.of(7, 8, 9)).testable()).isTrue();
    assertThat(tenth.compare(Sample.of(1, 2), Sample.of(7, 8, 9)).testable()).isFalse();
    assertThat(tenth.compare(Sample.of(1, 2), Sample.of(7, 8)).notes())
        .containsExactly("need >= 3 samples to detect a difference at alpha level 0.1");
  }

  /** 2 / C(18, 9) is 0.000041, 2 / C(16, 8) is 0.00016. */
  @Test
  void nineIsTheMostThatIsAdvised() {
    assertThat(new RankProcedure(1e-4, 0.95).compare(Sample.of(1), Sample.of(2)).notes())
        .containsExactly("need >= 9 samples to detect a difference at alpha level 0.0001");
  }

  @Test
  void anUnreachableAlphaIsToldAsMoreThanTen() {
    assertThat(new RankProcedure(1e-9, 0.95).compare(Sample.of(1), Sample.of(2)).notes())
        .containsExactly("need > 10 samples to detect a difference at alpha level 1e-09");
  }

  @Test
  void anExactMetricIsItsMostFrequentValue() {
    Summary summary = EXACT.summarize(Sample.of(9, 4, 3, 4, 9));
    assertThat(summary.center()).isEqualTo(4);
    assertThat(summary.notes())
        .containsExactly("exact distribution expected, but values range from 3 to 9");
  }

  @Test
  void whatIsMostFrequentMayBeTheSmallest() {
    assertThat(EXACT.summarize(Sample.of(1, 1, 2, 3)).center()).isEqualTo(1);
  }

  @Test
  void anExactMetricThatIsOneValueNeedsNoNote() {
    assertThat(EXACT.summarize(Sample.of(4, 4))).isEqualTo(new Summary(4, 4, 4, List.of()));
  }

  @Test
  void anExactMetricIsNotTested() {
    Comparison comparison = EXACT.compare(Sample.of(1), Sample.of(1, 1));
    assertThat(comparison).isEqualTo(new Comparison(0, 0, 1, 2, true, List.of()));
    assertThat(comparison.significant()).isTrue();
  }

  @Test
  void samplesKeepTheOrderOfTheirForks() {
    assertThat(Sample.of(3, 1, 2).values()).containsExactly(3.0, 1.0, 2.0);
  }

  @Test
  void samplesRefuseWhatIsNotFinite() {
    assertThatThrownBy(() -> Sample.of(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(Sample::of).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theGeometricMeanNeedsPositiveValues() {
    assertThat(GeometricMean.of(List.of(1.0, 4.0))).isEqualTo(2, offset(1e-15));
    assertThat(GeometricMean.of(List.of(1.0, 0.0))).isNaN();
    assertThat(GeometricMean.of(List.of(-1.0))).isNaN();
    assertThat(GeometricMean.of(List.of())).isNaN();
  }
}
