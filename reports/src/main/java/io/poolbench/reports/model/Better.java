package io.poolbench.reports.model;

import java.util.regex.Pattern;

/** The direction in which a metric improves. */
public enum Better {
  LOWER,
  HIGHER,
  UNKNOWN;

  /** Units by operation or by what is held, with JMH's labels where there are several modes. */
  private static final Pattern COSTS =
      Pattern.compile(
          "((gc|avgt|sample|ss)-)?sec/op|(source-)?(B|allocs)/op|(retained-B|direct-B|native-B|fds)/[^/]+");

  /** Units of what moved or was done in a second: Go's {@code MB/s}, and JMH's throughput. */
  private static final Pattern RATES = Pattern.compile("B/s|(thrpt-)?op/sec");

  /**
   * Tells the direction that a base unit has wherever it is met; {@link #UNKNOWN} where only who
   * declares the metric can know it.
   */
  public static Better of(String unit) {
    if (COSTS.matcher(unit).matches()) {
      return LOWER;
    }
    return RATES.matcher(unit).matches() ? HIGHER : UNKNOWN;
  }
}
