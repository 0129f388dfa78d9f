package io.poolbench.reports.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The difference of a cell from its base.
 *
 * @param ratio of the centers, this over base; not finite when the base is zero, 1 when both are
 * @param interval of the effect; null in a report that draws none
 * @param p two-sided, unrounded; 0 for exact metrics, which are not tested
 * @param effect what the difference means, given the metric's direction
 * @param text as in {@code -17.20%}, {@code ~} or {@code ?}
 * @param evidence as in {@code p=0.001 n=10}
 * @param notes footnotes about this comparison
 */
public record Delta(
    double ratio,
    @Nullable RatioInterval interval,
    double p,
    Effect effect,
    String text,
    String evidence,
    List<Note> notes) {

  public Delta {
    notes = List.copyOf(notes);
  }

  /** The meaning of a difference for the reader. */
  public enum Effect {
    /** Not significant, or the centers are equal. */
    NONE,
    BETTER,
    WORSE,
    /** Significant, in a metric whose direction nobody told. */
    CHANGED,
    /** Too few forks for any difference to be significant. */
    UNTESTABLE
  }

  /** Tells whether the cell differs from its base beyond chance. */
  public boolean differs() {
    return switch (effect) {
      case BETTER, WORSE, CHANGED -> true;
      case NONE, UNTESTABLE -> false;
    };
  }
}
