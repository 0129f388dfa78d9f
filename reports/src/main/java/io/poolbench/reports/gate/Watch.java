package io.poolbench.reports.gate;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.stats.HodgesLehmann;
import io.poolbench.reports.stats.ManyTests;
import io.poolbench.reports.stats.RankShift;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches for what neither the 10th percentile nor the mean of the iterations shows: a pause now
 * and then. The slow end of each fork is tested for a worsening beside them. It varies most, and
 * does not gate: this is a list of places to look at.
 */
public final class Watch {

  /** Expected share of false lines among the lines (Benjamini and Hochberg). */
  private static final double FALSE_DISCOVERIES = 0.05;

  private static final double CONFIDENCE = 0.95;

  /**
   * Holds a worsening that was found.
   *
   * @param ratio candidate to baseline
   * @param low lower bound of the ratio's 95 % interval
   * @param high upper bound
   */
  public record Seen(Question question, double ratio, double low, double high) {}

  /** One test; the comparison is in the metric's own direction. */
  private record Test(Question question, RankShift change) {

    double p() {
      double margin = Tolerance.MEAN.margin();
      return question.isLowBetter() ? change.pAbove(margin) : change.pBelow(-margin);
    }

    Seen seen() {
      HodgesLehmann shift = change.shift(CONFIDENCE);
      return new Seen(
          question, Math.exp(shift.shift()), Math.exp(shift.low()), Math.exp(shift.high()));
    }
  }

  private Watch() {}

  /**
   * Returns every worsening beyond the margin of a mean, of all that could be tested.
   *
   * @param questions with all forks that they will get; those without iterations are left out
   * @return in the order of the questions
   */
  public static List<Seen> of(List<Question> questions) {
    List<Test> tests =
        questions.stream()
            .filter(Watch::isWatched)
            .map(
                question ->
                    new Test(
                        question,
                        RankShift.of(
                            slowEnds(question, question.baseline()),
                            slowEnds(question, question.candidate()))))
            .toList();
    double[] p = ManyTests.benjaminiHochberg(tests.stream().mapToDouble(Test::p).toArray());
    List<Seen> seen = new ArrayList<>();
    for (int i = 0; i < p.length; i++) {
      if (p[i] <= FALSE_DISCOVERIES) {
        seen.add(tests.get(i).seen());
      }
    }
    return seen;
  }

  private static boolean isWatched(Question question) {
    return question.metric().better() != Better.UNKNOWN
        && question.comparable()
        && question.hasPercentiles()
        && isTestable(question.baseline())
        && isTestable(question.candidate());
  }

  /** Tells whether all values have a logarithm: that of zero does not exist. */
  private static boolean isTestable(Forks forks) {
    return forks.iterations().stream().allMatch(fork -> fork.stream().allMatch(v -> v > 0));
  }

  private static double[] slowEnds(Question question, Forks forks) {
    return Tolerance.QUICK_END.scaled(forks.slowEnds(question.isLowBetter()));
  }
}
