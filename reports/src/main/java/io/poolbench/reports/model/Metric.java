package io.poolbench.reports.model;

import java.util.regex.Pattern;

/**
 * One measured quantity.
 *
 * @param unit the base unit, which is also the metric's name, as in {@code sec/op} or {@code B/op}
 * @param better the direction of improvement
 * @param assumption how its values may be summarized and tested
 */
public record Metric(String unit, Better better, Assumption assumption) {

  private static final Pattern COUNTS =
      Pattern.compile("((source-)?(B|allocs)|retained-B|direct-B|native-B|fds)/(?!(s|sec)$)[^/]+");

  /**
   * Tells whether a base unit counts bytes, objects or descriptors of an operation or of what is
   * held: such a metric can be exact, and does not depend on how fast the machine is.
   */
  public static boolean isCount(String unit) {
    return COUNTS.matcher(unit).matches();
  }
}
