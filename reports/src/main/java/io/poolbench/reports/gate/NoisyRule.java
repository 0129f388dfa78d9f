package io.poolbench.reports.gate;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.stats.Welch;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.distribution.TDistribution;

/** Judges what varies from fork to fork: the ratio of candidate to baseline, with its bounds. */
final class NoisyRule {

  /** One-sided; both sides together are the 95 % of the report. */
  private static final double CONFIDENCE = 0.975;

  private static final double POWER = 0.9;

  private final Question question;
  private final double[] baseline;
  private final double[] candidate;
  private final Welch worsening;

  private NoisyRule(Question question, double[] baseline, double[] candidate) {
    this.question = question;
    this.baseline = baseline;
    this.candidate = candidate;
    Welch change = Welch.of(baseline, candidate);
    worsening = isLower(question) ? change : change.reversed();
  }

  /**
   * Looks at the logarithms of the forks.
   *
   * @param question of two forks on each side at least, all values positive
   */
  static NoisyRule of(Question question) {
    return new NoisyRule(
        question,
        logarithms(question, question.baseline()),
        logarithms(question, question.candidate()));
  }

  private static double[] logarithms(Question question, Forks forks) {
    return question.hasPercentiles()
        ? forks.quickLogarithms(isLower(question))
        : forks.logarithms();
  }

  private static boolean isLower(Question question) {
    return question.metric().better() != Better.HIGHER;
  }

  double pRegressed(Rule rule) {
    return worsening.pAbove(Math.log1p(rule.margin()));
  }

  double pImproved(Rule rule) {
    return worsening.reversed().pAbove(Math.log1p(rule.margin()));
  }

  /** Whether the forks rule out a change that matters, for better or worse. */
  boolean isUnchanged(Rule rule) {
    double bound = Math.log1p(rule.bound());
    return worsening.high(CONFIDENCE) < bound && worsening.low(CONFIDENCE) > -bound;
  }

  /**
   * The change in the metric's own direction.
   *
   * @param level of the test of one question
   */
  Change change(Rule rule, double level) {
    Welch change = isLower(question) ? worsening : worsening.reversed();
    return new Change(
        Math.exp(StatUtils.mean(baseline)),
        Math.exp(StatUtils.mean(candidate)),
        Math.exp(change.difference()),
        Math.exp(change.low(CONFIDENCE)),
        Math.exp(change.high(CONFIDENCE)),
        question.baseline().size(),
        question.candidate().size(),
        Math.exp(detectable(rule, level)));
  }

  private double detectable(Rule rule, double level) {
    TDistribution t = TDistribution.of(worsening.degreesOfFreedom());
    return Math.log1p(rule.margin())
        + worsening.standardError()
            * (t.inverseSurvivalProbability(level) + t.inverseCumulativeProbability(POWER));
  }
}
