package io.poolbench.reports.gate;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.stats.HodgesLehmann;
import io.poolbench.reports.stats.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * A saving that must not be lost: a variant, measured in the same run as the first variant, stays
 * below a share of it.
 *
 * @param benchmark without its variant
 * @param unit of a metric of which less is better
 * @param base the first variant
 * @param variant the one that saves
 * @param ratio variant to base, as it was when the expectation was accepted
 * @param most the largest ratio that still counts as the saving
 */
public record Expectation(
    String benchmark, String unit, String base, String variant, double ratio, double most) {

  private static final double CONFIDENCE = 0.95;

  /** Beyond the interval: another machine, another JDK. */
  private static final double SLACK = 0.05;

  /** A bound that is written as 1.00 bounds nothing. */
  private static final double LARGEST = 0.99;

  /** What a run says of one expectation. */
  public enum Answer {
    HOLDS,
    LOST,
    INCONCLUSIVE,
    MISSING
  }

  /**
   * The answer and the ratio in this run.
   *
   * @param low lower bound of the ratio; for too few forks the smallest of all pairs
   * @param high upper bound
   */
  public record Judged(
      Expectation expectation, Answer answer, double ratio, double low, double high) {}

  /** Savings that a run of at least five forks per arm shows beyond doubt. */
  public static List<Expectation> of(Arms arms) {
    List<Expectation> expectations = new ArrayList<>();
    for (Map.Entry<Arms.Place, SequencedMap<String, List<Double>>> entry :
        arms.places().entrySet()) {
      if (arms.better(entry.getKey().unit()) != Better.LOWER
          || !Questions.isGated(entry.getKey().unit())) {
        continue;
      }
      String base = entry.getValue().firstEntry().getKey();
      List<Double> baseForks = entry.getValue().firstEntry().getValue();
      entry
          .getValue()
          .forEach(
              (variant, forks) -> {
                double[] ratio = ratio(baseForks, forks);
                double most = ratio[2] + SLACK;
                boolean enough = Math.min(baseForks.size(), forks.size()) >= ExactRule.FEWEST_FORKS;
                if (enough && !variant.equals(base) && most < LARGEST) {
                  expectations.add(
                      new Expectation(
                          entry.getKey().benchmark(),
                          entry.getKey().unit(),
                          base,
                          variant,
                          ratio[0],
                          most));
                }
              });
    }
    return expectations;
  }

  /** What a run says of this expectation. */
  public Judged judge(Arms arms) {
    SequencedMap<String, List<Double>> variants =
        arms.places().get(new Arms.Place(benchmark, unit));
    List<Double> before = variants == null ? null : variants.get(base);
    List<Double> after = variants == null ? null : variants.get(variant);
    if (before == null || after == null) {
      return new Judged(this, Answer.MISSING, Double.NaN, Double.NaN, Double.NaN);
    }
    double[] now = ratio(before, after);
    boolean tooFew = Math.min(before.size(), after.size()) < ExactRule.FEWEST_FORKS;
    if (tooFew || Double.isNaN(now[0])) {
      return new Judged(this, Answer.MISSING, now[0], now[1], now[2]);
    }
    Answer answer =
        now[2] <= most ? Answer.HOLDS : now[1] > most ? Answer.LOST : Answer.INCONCLUSIVE;
    return new Judged(this, answer, now[0], now[1], now[2]);
  }

  /** Ratio, lower and upper bound; zero stays zero, and nothing is no share of nothing. */
  private static double[] ratio(List<Double> base, List<Double> values) {
    Sample before = sample(base);
    Sample after = sample(values);
    if (before.min() <= 0) {
      return new double[] {Double.NaN, Double.NaN, Double.NaN};
    }
    if (after.min() <= 0) {
      double largest = after.max() / before.min();
      return new double[] {largest, 0, largest};
    }
    HodgesLehmann ratio = HodgesLehmann.ratio(before, after, CONFIDENCE);
    return new double[] {
      ratio.shift(),
      Double.isFinite(ratio.low()) && ratio.low() > 0 ? ratio.low() : after.min() / before.max(),
      Double.isFinite(ratio.high()) ? ratio.high() : after.max() / before.min()
    };
  }

  private static Sample sample(List<Double> values) {
    return Sample.of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
