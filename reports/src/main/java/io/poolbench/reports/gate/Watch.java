package io.poolbench.reports.gate;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.stats.ManyTests;
import io.poolbench.reports.stats.Welch;
import java.util.ArrayList;
import java.util.List;

/**
 * What the 10th percentile of the iterations cannot see: a pause now and then, as of a collection.
 * The mean and the slow end of each fork are tested for a worsening beside it. Both vary more than
 * twice as much, and neither gates: this is a list of places to look at.
 */
public final class Watch {

  /** Expected share of false lines among the lines (Benjamini and Hochberg). */
  private static final double FALSE_DISCOVERIES = 0.05;

  /** One-sided; both sides together are the 95 % of the line. */
  private static final double CONFIDENCE = 0.975;

  /** Welch's interval needs a variance on each side. */
  private static final int FEWEST_FORKS = 2;

  /** What is watched of a fork's iterations. */
  public enum Quantity {
    MEAN,
    /** The 99th percentile, or the 1st where a high value is quick. */
    SLOW_END
  }

  /**
   * A worsening that was found.
   *
   * @param ratio candidate to baseline
   * @param low lower bound of the ratio's 95 % interval
   * @param high upper bound
   */
  public record Seen(Question question, Quantity quantity, double ratio, double low, double high) {}

  /** One test; the comparison is in the metric's own direction. */
  private record Test(Question question, Quantity quantity, Welch change) {

    double p(Rule rule) {
      Welch worsening = isLowQuick(question) ? change : change.reversed();
      return worsening.pAbove(Math.log1p(rule.margin()));
    }

    Seen seen() {
      return new Seen(
          question,
          quantity,
          Math.exp(change.difference()),
          Math.exp(change.low(CONFIDENCE)),
          Math.exp(change.high(CONFIDENCE)));
    }
  }

  private Watch() {}

  /**
   * Every worsening beyond the rule's margin, of all that could be tested.
   *
   * @param questions with all forks that they will get; those without iterations are left out
   * @return in the order of the questions
   */
  public static List<Seen> of(List<Question> questions, Rule rule) {
    List<Test> tests = new ArrayList<>();
    for (Question question : questions) {
      if (isWatched(question)) {
        for (Quantity quantity : Quantity.values()) {
          double[] baseline = logarithms(question, question.baseline(), quantity);
          double[] candidate = logarithms(question, question.candidate(), quantity);
          tests.add(new Test(question, quantity, Welch.of(baseline, candidate)));
        }
      }
    }
    double[] p =
        ManyTests.benjaminiHochberg(tests.stream().mapToDouble(test -> test.p(rule)).toArray());
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

  /** What is zero has no logarithm. */
  private static boolean isTestable(Forks forks) {
    return forks.size() >= FEWEST_FORKS
        && forks.iterations().stream().allMatch(fork -> fork.stream().allMatch(v -> v > 0));
  }

  private static double[] logarithms(Question question, Forks forks, Quantity quantity) {
    return switch (quantity) {
      case MEAN -> forks.meanLogarithms();
      case SLOW_END -> forks.slowLogarithms(isLowQuick(question));
    };
  }

  private static boolean isLowQuick(Question question) {
    return question.metric().better() != Better.HIGHER;
  }
}
