package io.poolbench.reports.model;

/**
 * A warning as data: something the reader must know before trusting the numbers.
 *
 * @param where the place, as in {@code old.txt:12} or {@code run-a/run.json}
 * @param text what was found there, one line
 */
public record Finding(String where, String text) {

  @Override
  public String toString() {
    return Visible.text(where + ": " + text);
  }
}
