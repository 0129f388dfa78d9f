package io.poolbench.reports.gate;

import io.poolbench.reports.stats.HodgesLehmann;
import io.poolbench.reports.stats.RankShift;
import io.poolbench.reports.stats.Sample;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Judges what varies from fork to fork, by the ranks of the forks alone. Forks of real benchmarks
 * have heavy tails and two states; a test that estimates a variance from five of them is sure of
 * itself exactly where all five met the same state by chance.
 */
final class NoisyRule {

  /** The confidence of the interval in the report. */
  private static final double CONFIDENCE = 0.95;

  /** One-sided, of a single claim that nothing corrects. */
  private static final double PLAIN = 0.025;

  /** Standard deviations of U that speak for a worsening beyond the margin. */
  private static final double PROMISING = 0.5;

  /** Likewise, that an answer of the last look is to have to spare: a chance of two in three. */
  private static final double TO_SPARE = 0.5;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final Question question;
  private final double[] baseline;
  private final double[] candidate;
  private final RankShift worsening;
  private final double margin;
  private final double bound;

  private NoisyRule(Question question, double[] baseline, double[] candidate) {
    this.question = question;
    this.baseline = baseline;
    this.candidate = candidate;
    margin = question.tolerance().margin();
    bound = question.tolerance().bound();
    worsening =
        question.isLowBetter()
            ? RankShift.of(baseline, candidate)
            : RankShift.of(candidate, baseline);
  }

  /** Looks at the forks on the scale of the question's tolerance. */
  static NoisyRule of(Question question) {
    return new NoisyRule(
        question, scaled(question, question.baseline()), scaled(question, question.candidate()));
  }

  private static double[] scaled(Question question, Forks forks) {
    return question.tolerance().scaled(values(question, forks));
  }

  private static double[] values(Question question, Forks forks) {
    return question.hasPercentiles() ? forks.quickEnds(question.isLowBetter()) : forks.array();
  }

  /**
   * Returns the p of a regression in units of the rule's alpha: that anything became worse must be
   * as unlikely as alpha says, and that it is within the margin as unlikely as the rule says of
   * that. Counts need no second test: where forks have modes, it is their shares that change, by
   * Fisher's exact test.
   */
  double pRegressed(Rule rule) {
    if (ExactRule.covers(question.metric())) {
      boolean more = difference() > margin;
      return more ? worsening.pAboveWithTies() : 1;
    }
    return Math.max(
        worsening.pAbove(0), worsening.pAbove(margin) * rule.alpha() / rule.marginAlpha());
  }

  double pImproved(Rule rule) {
    if (ExactRule.covers(question.metric())) {
      boolean less = -difference() > margin;
      return less ? worsening.reversed().pAboveWithTies() : 1;
    }
    return Math.max(
        worsening.pBelow(0), worsening.pBelow(-margin) * rule.alpha() / rule.marginAlpha());
  }

  private double difference() {
    double difference = StatUtils.mean(candidate) - StatUtils.mean(baseline);
    return question.isLowBetter() ? difference : -difference;
  }

  /** Tells whether the forks rule out a change that matters, for better or worse. */
  boolean isWithinBound(Rule rule) {
    return worsening.pBelow(bound) <= rule.boundLevel()
        && worsening.pAbove(-bound) <= rule.boundLevel();
  }

  /** Tells whether the worsening is more than is tolerated, were this the only question. */
  boolean isBeyondMargin() {
    return worsening.pAbove(margin) <= PLAIN;
  }

  /**
   * Tells whether more forks are worth their time: what has been seen so far speaks for a
   * worsening, or is so narrow that it would be found unchanged by the last look if it went on like
   * this.
   */
  boolean isPromising(Rule rule) {
    double growth = Math.sqrt((double) rule.looks().getLast() / Math.max(1, question.forks()));
    double needed = NORMAL.inverseSurvivalProbability(rule.boundLevel());
    double narrow = Math.min(-worsening.z(bound), worsening.z(-bound)) * growth;
    return worsening.z(margin) >= PROMISING || narrow >= needed + TO_SPARE;
  }

  /**
   * Returns the change in the metric's own direction.
   *
   * @param level of the test of one question
   */
  Change change(Rule rule, double level) {
    Tolerance tolerance = question.tolerance();
    HodgesLehmann shift = RankShift.of(baseline, candidate).shift(CONFIDENCE);
    double unscaled = Sample.of(values(question, question.baseline())).median();
    return new Change(
        unscaled,
        Sample.of(values(question, question.candidate())).median(),
        tolerance.ratio(shift.shift(), unscaled),
        tolerance.ratio(shift.low(), unscaled),
        tolerance.ratio(shift.high(), unscaled),
        tolerance.ratio(rule.detectable(tolerance, error(shift), level), unscaled));
  }

  /** Returns the standard error that the interval would have if it were normal. */
  private static double error(HodgesLehmann shift) {
    return (shift.high() - shift.low()) / 2 / NORMAL.inverseSurvivalProbability(PLAIN);
  }
}
