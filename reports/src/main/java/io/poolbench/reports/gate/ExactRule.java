package io.poolbench.reports.gate;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.model.Metric;
import io.poolbench.reports.stats.Sample;
import java.util.regex.Pattern;

/**
 * Judges what does not depend on the clock: bytes and objects allocated or retained, descriptors.
 * Such a metric has to earn its place: one whose forks differ by more than a thousandth is noisy.
 */
final class ExactRule {

  private static final Pattern UNITS =
      Pattern.compile("(B|allocs|retained-B|direct-B|fds)/(?!(s|sec)$)[^/]+");

  /** Times and rates, which depend on the machine. */
  private static final Pattern CLOCK =
      Pattern.compile("(^|.*[-*/ ])(sec|s|ns|us|µs|ms|min|hr|day)([-*/ ].*|$)");

  /** Five forks against five all lie apart by chance once in 252 times. */
  static final int FEWEST_FORKS = 5;

  private static final double SPREAD = 0.001;
  private static final double RELEVANT_SHARE = 0.005;
  private static final double RELEVANT_BYTES = 8;

  private ExactRule() {}

  /** Whether the metric's kind can be exact at all, and does not depend on the machine's speed. */
  static boolean covers(Metric metric) {
    return UNITS.matcher(metric.unit()).matches();
  }

  /** Whether forks of another machine, or of another hour, would differ for that alone. */
  static boolean dependsOnClock(Metric metric) {
    return CLOCK.matcher(metric.unit()).matches();
  }

  /** Whether every fork of both sides has the same value, of whichever metric. */
  static boolean isConstant(Question question) {
    Sample baseline = question.baseline().sample();
    Sample candidate = question.candidate().sample();
    return baseline.min() == candidate.max() && baseline.max() == candidate.min();
  }

  static boolean isExact(Question question) {
    return covers(question.metric())
        && isNarrow(question.metric(), question.baseline().sample())
        && isNarrow(question.metric(), question.candidate().sample());
  }

  /** A fraction of an object is the profiler's, not the code's. */
  private static boolean isNarrow(Metric metric, Sample sample) {
    double tolerated = Math.max(SPREAD * Math.abs(sample.max()), isCount(metric) ? 0.05 : 1);
    return sample.max() - sample.min() <= tolerated;
  }

  static Verdict judge(Question question) {
    boolean lower = question.metric().better() != Better.HIGHER;
    Sample baseline = question.baseline().sample();
    Sample candidate = question.candidate().sample();
    Change change = change(baseline, candidate);
    double worst = lower ? candidate.max() - baseline.min() : baseline.max() - candidate.min();
    double best = lower ? baseline.max() - candidate.min() : candidate.max() - baseline.min();
    if (!isRelevant(question.metric(), worst, baseline)
        && !isRelevant(question.metric(), best, baseline)) {
      return new Verdict.Unchanged(change);
    }
    double gap = lower ? candidate.min() - baseline.max() : baseline.min() - candidate.max();
    double center = median(candidate) - median(baseline);
    if (gap > 0 && isRelevant(question.metric(), Math.abs(center), baseline)) {
      return new Verdict.Regressed(change);
    }
    double gain = lower ? baseline.min() - candidate.max() : candidate.min() - baseline.max();
    return gain > 0 && isRelevant(question.metric(), Math.abs(center), baseline)
        ? new Verdict.Improved(change)
        : new Verdict.Unchanged(change);
  }

  /**
   * Judges forks that vary and may be zero, so that they have no ratio: what is not relevant is
   * unchanged, what lies apart has changed, and the rest cannot be told.
   */
  static Verdict judgeApart(Question question) {
    Verdict verdict = judge(question);
    Sample baseline = question.baseline().sample();
    Sample candidate = question.candidate().sample();
    double widest = Math.max(candidate.max() - baseline.min(), baseline.max() - candidate.min());
    return verdict instanceof Verdict.Unchanged && isRelevant(question.metric(), widest, baseline)
        ? new Verdict.Inconclusive(
            change(baseline, candidate), "the forks of both sides overlap, and zero has no ratio")
        : verdict;
  }

  /** Any object counts; of bytes, eight and half a per cent. */
  private static boolean isRelevant(Metric metric, double difference, Sample baseline) {
    return isCount(metric)
        ? difference > 0.1
        : difference > Math.max(RELEVANT_BYTES, RELEVANT_SHARE * Math.abs(median(baseline)));
  }

  private static boolean isCount(Metric metric) {
    return metric.unit().startsWith("allocs/") || metric.unit().startsWith("fds/");
  }

  private static Change change(Sample baseline, Sample candidate) {
    return new Change(
        median(baseline),
        median(candidate),
        ratio(median(candidate), median(baseline)),
        ratio(candidate.min(), baseline.max()),
        ratio(candidate.max(), baseline.min()),
        baseline.size(),
        candidate.size(),
        Double.NaN);
  }

  private static double ratio(double to, double from) {
    return to == from ? 1 : to / from;
  }

  private static double median(Sample sample) {
    return (sample.ranked((sample.size() - 1) / 2) + sample.ranked(sample.size() / 2)) / 2;
  }
}
