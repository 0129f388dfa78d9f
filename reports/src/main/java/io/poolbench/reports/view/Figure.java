package io.poolbench.reports.view;

import io.poolbench.reports.unit.Decimals;

/**
 * A number and its two spellings.
 *
 * @param value in the table's unit, unrounded
 * @param scaled for people: rounded, with a prefix and without the unit, as in {@code 1.718µ}
 */
public record Figure(double value, String scaled) {

  /** Returns the number for programs: the shortest decimal that reads back as the value. */
  public String exact() {
    return Decimals.shortest(value);
  }
}
