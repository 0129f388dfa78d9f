package io.poolbench.reports.view;

import java.util.List;

/**
 * From the base to one other column.
 *
 * @param deltaText change of the center, for example {@code -98.57%}; {@code ~} when the difference
 *     is not significant, {@code ?} when the base is zero
 * @param testText for example {@code p=0.001 n=7}
 * @param delta change of the center as a fraction of the base; not finite when the base is zero
 * @param p two-sided; not finite when the test could not be made
 * @param verdict what the change means to the reader
 * @param notes marks of the footnotes
 */
public record Effect(
    String deltaText,
    String testText,
    double delta,
    double p,
    Verdict verdict,
    List<Integer> notes) {
  /** The direction of a significant change, seen from what is better. */
  public enum Verdict {
    BETTER,
    WORSE,
    /** Significant, but not known to be good or bad. */
    DIFFERENT,
    /** Not significant. */
    SAME
  }

  public Effect {
    notes = List.copyOf(notes);
  }
}
