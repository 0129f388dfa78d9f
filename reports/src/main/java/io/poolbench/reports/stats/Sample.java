package io.poolbench.reports.stats;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/** The values of one cell, one per fork, all finite. */
public final class Sample {

  private final double[] inOrder;
  private final double[] sorted;

  private Sample(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a sample has finite values only, got " + value);
      }
    }
    inOrder = values;
    sorted = values.clone();
    Arrays.sort(sorted);
  }

  /**
   * Makes a sample of these values.
   *
   * @param values in the order in which the forks ran; at least one, kept without a copy, since
   *     there may be millions: not to be changed
   * @throws IllegalArgumentException if there is none, or one is not finite
   */
  public static Sample of(double... values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a sample has at least one value");
    }
    return new Sample(values);
  }

  /** Makes a sample of these values, in the order in which the forks ran. */
  public static Sample of(List<Double> values) {
    return of(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** Makes a sample of the values from one place to before another. */
  public static Sample ofRange(double[] values, int from, int to) {
    return of(Arrays.copyOfRange(values, from, to));
  }

  public int size() {
    return sorted.length;
  }

  /** Returns the value of the given rank, 0 being the smallest. */
  public double ranked(int rank) {
    return sorted[rank];
  }

  /** Returns the middle value, or the middle between the two middle ones. */
  public double median() {
    return median(sorted);
  }

  /** Returns the same of values that are in ascending order already. */
  static double median(double[] ascending) {
    double lower = ascending[(ascending.length - 1) / 2];
    double upper = ascending[ascending.length / 2];
    return lower + 0.5 * (upper - lower);
  }

  public double min() {
    return sorted[0];
  }

  public double max() {
    return sorted[sorted.length - 1];
  }

  /** Returns the values in the order in which the forks ran, as a view that boxes on demand. */
  public List<Double> values() {
    return new Values(inOrder);
  }

  private static final class Values extends AbstractList<Double> implements RandomAccess {

    private final double[] values;

    Values(double[] values) {
      this.values = values;
    }

    @Override
    public Double get(int index) {
      return values[index];
    }

    @Override
    public int size() {
      return values.length;
    }
  }
}
