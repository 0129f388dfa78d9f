package io.poolbench.reports.model;

/**
 * A warning as data: something the reader must know before trusting the numbers.
 *
 * @param where the place, as in {@code old.txt:12} or {@code run-a/run.json}
 * @param text what was found there, one line
 */
public record Finding(String where, String text) {

  /** What to do where there are too few forks for a test. */
  public static final String MORE_FORKS =
      "measure more, as with --rounds 6 (JMH: -f 6, Go: -count 6)";

  @Override
  public String toString() {
    return Visible.text(where + ": " + text);
  }
}
