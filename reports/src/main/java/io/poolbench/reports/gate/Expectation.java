package io.poolbench.reports.gate;

import io.poolbench.reports.model.Better;
import io.poolbench.reports.stats.HodgesLehmann;
import io.poolbench.reports.stats.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;

/**
 * Demands that a saving is not lost: a variant, measured in the same run as the first variant,
 * stays below a share of it; and where its value does not depend on the machine's speed, near that
 * too, since of a first variant that takes a megabyte the smallest share would allow much.
 *
 * @param benchmark without its variant
 * @param unit of a metric of which less is better
 * @param base the first variant
 * @param variant the one that saves
 * @param ratio variant to base, as it was when the expectation was accepted
 * @param most the largest ratio that still counts as the saving
 * @param after what the variant took when the expectation was accepted; empty for times
 */
public record Expectation(
    String benchmark,
    String unit,
    String base,
    String variant,
    double ratio,
    double most,
    OptionalDouble after) {

  /** Four forks that lie apart from four others do so by chance once in 35 times. */
  private static final int FEWEST_FORKS = 4;

  /** The most that an operation may take of what was accepted: another JDK takes a little more. */
  private static final double GROWTH = 1.25;

  /** Some objects, where hardly anything is left. */
  private static final double GROWTH_BYTES = 64;

  private static final double CONFIDENCE = 0.95;

  /** Beyond the interval: another machine, another JDK. */
  private static final double SLACK = 0.05;

  /** A bound that is written as 1.00 bounds nothing. */
  private static final double LARGEST = 0.99;

  /** Tells what a run says of one expectation. */
  public enum Answer {
    HOLDS,
    LOST,
    /** The share holds, but it takes much more than was accepted. */
    GROWN,
    INCONCLUSIVE,
    MISSING
  }

  /**
   * Holds the answer and the ratio in this run.
   *
   * @param low lower bound of the ratio; for too few forks the smallest of all pairs
   * @param high upper bound
   */
  public record Judged(
      Expectation expectation, Answer answer, double ratio, double low, double high) {}

  /** Returns the savings that a run of at least four forks per arm shows beyond doubt. */
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
                boolean enough = Math.min(baseForks.size(), forks.size()) >= FEWEST_FORKS;
                if (enough && !variant.equals(base) && most < LARGEST) {
                  expectations.add(
                      new Expectation(
                          entry.getKey().benchmark(),
                          entry.getKey().unit(),
                          base,
                          variant,
                          ratio[0],
                          most,
                          after(entry.getKey().unit(), forks)));
                }
              });
    }
    return expectations;
  }

  /** Returns what a run says of this expectation. */
  public Judged judge(Arms arms) {
    SequencedMap<String, List<Double>> variants =
        arms.places().get(new Arms.Place(benchmark, unit));
    List<Double> first = variants == null ? null : variants.get(base);
    List<Double> other = variants == null ? null : variants.get(variant);
    if (first == null || other == null) {
      return new Judged(this, Answer.MISSING, Double.NaN, Double.NaN, Double.NaN);
    }
    double[] now = ratio(first, other);
    boolean tooFew = Math.min(first.size(), other.size()) < FEWEST_FORKS;
    if (tooFew || Double.isNaN(now[0])) {
      return new Judged(this, Answer.MISSING, now[0], now[1], now[2]);
    }
    Answer share =
        now[2] <= most ? Answer.HOLDS : now[1] > most ? Answer.LOST : Answer.INCONCLUSIVE;
    return new Judged(
        this, share == Answer.HOLDS ? bounded(Sample.of(other)) : share, now[0], now[1], now[2]);
  }

  /** The median, of bytes. */
  private static OptionalDouble after(String unit, List<Double> forks) {
    if (!unit.contains("B/")) {
      return OptionalDouble.empty();
    }
    Sample sample = Sample.of(forks);
    return OptionalDouble.of(sample.ranked((sample.size() - 1) / 2));
  }

  private Answer bounded(Sample now) {
    double bound = GROWTH * after.orElse(Double.POSITIVE_INFINITY) + GROWTH_BYTES;
    return now.max() <= bound
        ? Answer.HOLDS
        : now.min() > bound ? Answer.GROWN : Answer.INCONCLUSIVE;
  }

  /** Ratio, lower and upper bound; zero stays zero, and nothing is no share of nothing. */
  private static double[] ratio(List<Double> base, List<Double> values) {
    Sample before = Sample.of(base);
    Sample after = Sample.of(values);
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
      // The exponential of a bound that is not there is zero.
      ratio.low() > 0 ? ratio.low() : after.min() / before.max(),
      Double.isFinite(ratio.high()) ? ratio.high() : after.max() / before.min()
    };
  }
}
