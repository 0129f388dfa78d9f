package io.poolbench.reports.model;

/** The direction in which a metric improves. */
public enum Better {
  LOWER,
  HIGHER,
  UNKNOWN;

  /**
   * Tells the direction that a base unit has wherever it is met; {@link #UNKNOWN} where only who
   * declares the metric can know it.
   */
  public static Better of(String unit) {
    return switch (Quantity.of(unit)) {
      case TIME -> LOWER;
      case RATE -> HIGHER;
      // Bytes of anything but an operation may be what is wanted.
      case BYTES, THINGS -> unit.endsWith("/op") || Quantity.isHeld(unit) ? LOWER : UNKNOWN;
      // Go's bandwidth, and JMH's time in collections.
      case CLOCK -> unit.equals("B/s") ? HIGHER : unit.equals("gc-sec/op") ? LOWER : UNKNOWN;
      case OTHER -> UNKNOWN;
    };
  }
}
