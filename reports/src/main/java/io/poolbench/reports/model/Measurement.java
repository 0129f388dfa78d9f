package io.poolbench.reports.model;

import java.util.List;
import java.util.stream.DoubleStream;

/** The values of one metric of one benchmark, one per fork in the order in which the forks ran. */
public final class Measurement {

  private final Benchmark benchmark;
  private final String unit;
  private final String writtenUnit;
  private final double[] values;

  /**
   * Makes a measurement of one benchmark.
   *
   * @param unit base unit of the values, as in {@code sec/op}; key into {@link ResultSet#metrics}
   * @param writtenUnit the unit in the file, as in {@code ns/op}; filters match either
   * @param values finite, in base units, unrounded; kept without a copy, since there may be
   *     millions
   */
  public Measurement(Benchmark benchmark, String unit, String writtenUnit, double... values) {
    this.benchmark = benchmark;
    this.unit = unit;
    this.writtenUnit = writtenUnit;
    this.values = values;
  }

  public Benchmark benchmark() {
    return benchmark;
  }

  public String unit() {
    return unit;
  }

  public String writtenUnit() {
    return writtenUnit;
  }

  public DoubleStream values() {
    return DoubleStream.of(values);
  }

  /** Returns how many values there are. */
  public int size() {
    return values.length;
  }

  /** Returns the values of several measurements, of a single one its own array. */
  public static double[] join(List<Measurement> measurements) {
    if (measurements.size() == 1) {
      return measurements.getFirst().values;
    }
    return measurements.stream().flatMapToDouble(Measurement::values).toArray();
  }

  /** Returns the same values of a benchmark that goes by another name. */
  Measurement of(Benchmark other) {
    return new Measurement(other, unit, writtenUnit, values);
  }
}
