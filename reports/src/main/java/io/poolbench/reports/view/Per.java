package io.poolbench.reports.view;

/** What the values of a profile are divided by, so that recordings of different lengths compare. */
public enum Per {
  /** Nothing: the values are totals. */
  RECORDING,
  /** The seconds that were recorded. */
  SECOND,
  /** The total of the recording. */
  SHARE;

  /** What values count then. */
  String unit(String total) {
    return switch (this) {
      case RECORDING -> total;
      case SECOND -> total + " per second";
      case SHARE -> "share of " + total;
    };
  }

  /** What a total value becomes. */
  double divided(double value, double total, double seconds) {
    return switch (this) {
      case RECORDING -> value;
      case SECOND -> seconds > 0 ? value / seconds : Double.NaN;
      case SHARE -> total > 0 ? value / total : 0;
    };
  }
}
