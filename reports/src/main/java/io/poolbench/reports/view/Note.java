package io.poolbench.reports.view;

/**
 * A footnote.
 *
 * @param number from 1, unique within its table
 */
public record Note(int number, String text) {}
