package io.poolbench.reports.gate;

import io.poolbench.reports.model.Assumption;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.Quantity;
import io.poolbench.reports.stats.Sample;
import org.jspecify.annotations.Nullable;

/**
 * Judges what does not vary between forks of the same code: by its nature, or since forks that ran
 * the same code against itself have shown it. The forks that are judged cannot show it: five that
 * agree by chance look the same.
 */
final class ExactRule {

  /** Counts the forks that a metric of one value needs: a second one shows that it repeats. */
  static final int FEWEST_FORKS = 2;

  /**
   * Counts the forks that a metric with modes needs: eight that lie apart from eight do so by
   * chance once in 12,870.
   */
  static final int FEWEST_FORKS_WITH_MODES = 8;

  private static final double SPREAD = 0.001;

  private ExactRule() {}

  /**
   * Tells whether the metric's kind can be exact at all, and does not depend on the machine's
   * speed.
   */
  static boolean covers(Metric metric) {
    return metric.quantity().isCount() || isDeclared(metric);
  }

  /** Tells whether it is exact since its user says so, of whom nobody else knows what it counts. */
  static boolean isDeclared(Metric metric) {
    return metric.assumption() == Assumption.EXACT
        && metric.better() != Better.UNKNOWN
        && metric.quantity() == Quantity.OTHER;
  }

  /** Tells whether every fork of both sides has the same value, of whichever metric. */
  static boolean isConstant(Question question) {
    Sample baseline = question.baseline().sample();
    Sample candidate = question.candidate().sample();
    return baseline.min() == candidate.max() && baseline.max() == candidate.min();
  }

  /**
   * Tells whether such a metric has one value for one code, in every JVM: what the source asks for
   * with escape analysis switched off, and what its user has declared. What units retain is not: a
   * pool may have modes, and what JMH's states hold is a difference of two heaps.
   */
  static boolean isExactByNature(Question question) {
    return Quantity.isOfSource(question.metric().unit()) || isDeclared(question.metric());
  }

  /** Tells whether forks of the same code have one value. */
  static boolean isExact(Metric metric, Forks forks) {
    return covers(metric) && isNarrow(metric, forks.sample());
  }

  /** Tells whether the forks of each side have one value, as those of an exact metric must. */
  static boolean isNarrow(Question question) {
    return isExact(question.metric(), question.baseline())
        && isExact(question.metric(), question.candidate());
  }

  /** Tells whether no fork of either side differs from one of the other by what would matter. */
  static boolean isAlike(Question question) {
    Sample baseline = question.baseline().sample();
    Sample candidate = question.candidate().sample();
    double widest = Math.max(candidate.max() - baseline.min(), baseline.max() - candidate.min());
    return covers(question.metric()) && !isRelevant(question, widest);
  }

  /**
   * Judges a metric that has one value for one code, or returns null: one fork of each side that
   * agree are two of the same; where they differ, each side must show that its value repeats.
   *
   * @return null where the forks do not tell
   */
  static @Nullable Verdict ofNature(Question question) {
    if (isAlike(question)) {
      return new Verdict.Unchanged(change(question));
    }
    return question.forks() >= FEWEST_FORKS && isNarrow(question) ? judge(question) : null;
  }

  /**
   * Tells whether no fork of the candidate is worse, by what would matter, than one of the
   * baseline.
   */
  static boolean isNowhereWorse(Question question) {
    return worstOfAll(question) <= question.tolerance().margin();
  }

  /**
   * Tells whether a fork of the candidate is so much worse than all of the baseline that it must
   * tell.
   */
  static boolean hasWorseMode(Question question) {
    return worstOfAll(question) > question.tolerance().bound();
  }

  private static double worstOfAll(Question question) {
    Sample baseline = question.baseline().sample();
    Sample candidate = question.candidate().sample();
    return question.isLowBetter()
        ? candidate.max() - baseline.max()
        : baseline.min() - candidate.min();
  }

  /** A fraction of an object is the profiler's, not the code's. */
  private static boolean isNarrow(Metric metric, Sample sample) {
    double least = isDeclared(metric) ? 0 : metric.quantity() == Quantity.THINGS ? 0.05 : 1;
    double tolerated = Math.max(SPREAD * Math.abs(sample.max()), least);
    return sample.max() - sample.min() <= tolerated;
  }

  /**
   * Judges forks that are known not to vary: what lies apart, by more than matters, has changed.
   */
  static Verdict judge(Question question) {
    Sample baseline = question.baseline().sample();
    Sample candidate = question.candidate().sample();
    Change change = change(question);
    double center = question.candidate().median() - question.baseline().median();
    if (!isRelevant(question, Math.abs(center))) {
      return new Verdict.Unchanged(change);
    }
    boolean higher = candidate.min() > baseline.max();
    boolean lower = candidate.max() < baseline.min();
    boolean low = question.isLowBetter();
    return (low ? higher : lower)
        ? new Verdict.Regressed(change)
        : (low ? lower : higher) ? new Verdict.Improved(change) : new Verdict.Unchanged(change);
  }

  private static boolean isRelevant(Question question, double difference) {
    return difference > question.tolerance().margin();
  }

  static Change change(Question question) {
    Sample baseline = question.baseline().sample();
    Sample candidate = question.candidate().sample();
    double before = question.baseline().median();
    double after = question.candidate().median();
    return new Change(
        before,
        after,
        ratio(after, before),
        ratio(candidate.min(), baseline.max()),
        ratio(candidate.max(), baseline.min()),
        Double.NaN);
  }

  private static double ratio(double to, double from) {
    return to == from ? 1 : to / from;
  }
}
