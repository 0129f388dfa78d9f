package io.poolbench.reports.view;

import java.util.List;

/**
 * The used bytes of the heap over time, before and after each collection.
 *
 * @param benchmark name without the variant
 * @param arms one per variant that was recorded
 */
public record HeapCurve(String benchmark, List<Arm> arms) {

  public HeapCurve {
    arms = List.copyOf(arms);
  }

  /** One recorded fork. */
  public record Arm(String variant, List<Level> levels) {

    public Arm {
      levels = List.copyOf(levels);
    }

    /** Counts the collections. */
    public long collections() {
      return levels.stream().filter(Level::after).count();
    }
  }

  /**
   * The heap at one moment.
   *
   * @param seconds since the first collection
   * @param usedBytes of the heap
   * @param after whether a collection was just over; otherwise one was about to begin
   */
  public record Level(double seconds, double usedBytes, boolean after) {}
}
