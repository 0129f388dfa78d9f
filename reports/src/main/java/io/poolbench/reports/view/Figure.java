package io.poolbench.reports.view;

/**
 * A number and its two spellings.
 *
 * @param value in the table's unit, unrounded
 * @param scaled for people: rounded, with a prefix and without the unit, as in {@code 1.718µ}
 * @param exact for programs: the shortest decimal that reads back as {@code value}
 */
public record Figure(double value, String scaled, String exact) {}
