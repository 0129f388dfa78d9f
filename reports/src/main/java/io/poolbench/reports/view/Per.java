package io.poolbench.reports.view;

/** The divisor of the values of a profile, so that recordings of different lengths compare. */
public enum Per {
  /** Divides by nothing: the values are totals. */
  RECORDING,
  /** Divides by the seconds that were recorded. */
  SECOND,
  /** Divides by the total of the recording. */
  SHARE;

  /** Returns what values count then. */
  String unit(String total) {
    return switch (this) {
      case RECORDING -> total;
      case SECOND -> total + " per second";
      case SHARE -> "share of " + total;
    };
  }

  /** Divides a total value. */
  double divided(double value, double total, double seconds) {
    return switch (this) {
      case RECORDING -> value;
      case SECOND -> seconds > 0 ? value / seconds : Double.NaN;
      case SHARE -> total > 0 ? value / total : 0;
    };
  }
}
