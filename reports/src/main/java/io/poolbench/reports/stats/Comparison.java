package io.poolbench.reports.stats;

import java.util.List;

/**
 * The difference of a sample from its base.
 *
 * @param p two-sided; 0 for exact metrics, which are not tested
 * @param alpha the threshold that {@code p} was held against
 * @param baseSize number of base samples
 * @param size number of samples compared with the base
 * @param testable whether samples of these sizes could be significant at all
 * @param notes what the reader must know about this comparison
 */
public record Comparison(
    double p, double alpha, int baseSize, int size, boolean testable, List<String> notes) {

  public Comparison {
    notes = List.copyOf(notes);
  }

  /** Tells whether the difference is unlikely to be chance. */
  public boolean significant() {
    return p <= alpha;
  }
}
