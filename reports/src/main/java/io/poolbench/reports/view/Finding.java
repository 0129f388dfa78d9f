package io.poolbench.reports.view;

/**
 * A warning as data.
 *
 * @param where file, benchmark or metric
 * @param message what was found, what was expected, what to do next
 */
public record Finding(String where, String message) {}
