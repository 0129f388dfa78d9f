package io.poolbench.reports.render;

/**
 * A report as text.
 *
 * @param output for standard output
 * @param warnings for standard error: one line each, empty if there are none
 */
public record Rendered(String output, String warnings) {}
