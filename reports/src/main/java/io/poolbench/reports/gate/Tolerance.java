package io.poolbench.reports.gate;

import io.poolbench.reports.model.Metric;
import io.poolbench.reports.model.Quantity;
import java.util.Arrays;

/** Says how much worse a metric may become, and on which scale its forks are compared. */
public sealed interface Tolerance {

  /** Tolerates what a fork's quick iterations may lose, which vary least. */
  Tolerance QUICK_END = new Share(0.02, 0.05);

  /**
   * Tolerates what a fork's mean may lose, which sees every pause and varies two and a half times
   * as much.
   */
  Tolerance MEAN = new Share(0.10, 0.25);

  /** Returns the worsening that is no regression, on the scale. */
  double margin();

  /**
   * Returns the worsening that must be ruled out before something counts as unchanged, on the
   * scale.
   */
  double bound();

  /** Returns values on the scale on which a change is a difference. */
  double[] scaled(double[] values);

  /** Returns the ratio that a difference on the scale makes of a baseline. */
  double ratio(double difference, double baseline);

  /**
   * Tolerates a ratio of positive values.
   *
   * @param tolerated 0.02 is 2 %
   * @param ruledOut likewise
   */
  record Share(double tolerated, double ruledOut) implements Tolerance {

    @Override
    public double margin() {
      return Math.log1p(tolerated);
    }

    @Override
    public double bound() {
      return Math.log1p(ruledOut);
    }

    @Override
    public double[] scaled(double[] values) {
      return Arrays.stream(values).map(Math::log).toArray();
    }

    @Override
    public double ratio(double difference, double baseline) {
      return Math.exp(difference);
    }
  }

  /** Tolerates a difference in the metric's unit, of values that may be zero. */
  record Amount(double margin, double bound) implements Tolerance {

    @Override
    public double[] scaled(double[] values) {
      return values;
    }

    @Override
    public double ratio(double difference, double baseline) {
      return difference == 0 ? 1 : (baseline + difference) / baseline;
    }
  }

  /**
   * Returns the tolerance of a metric by itself: counts and bytes by amount, times and rates by
   * their quick end.
   */
  static Tolerance of(Metric metric, Forks baseline) {
    if (!ExactRule.covers(metric) || baseline.size() == 0) {
      return QUICK_END;
    }
    double size = Math.abs(baseline.median());
    if (ExactRule.isDeclared(metric)) {
      return new Amount(0.001 * size, 0.005 * size);
    }
    return metric.quantity() == Quantity.THINGS
        ? new Amount(0.1, Math.max(0.5, 0.005 * size))
        : new Amount(Math.max(8, 0.005 * size), Math.max(20, 0.05 * size));
  }

  /**
   * Returns the tolerance of the time that collections take, in shares of the time of the operation
   * itself.
   *
   * @param time of an operation of the baseline, in the same unit
   */
  static Tolerance ofCollections(double time) {
    return new Amount(0.02 * time, 0.05 * time);
  }
}
