package io.poolbench.reports.render.chart;

/**
 * The names of a chart where it is not seen.
 *
 * @param id unique in the page, a legal XML id
 * @param title short name, read by screen readers
 * @param description the numbers as sentences, read by screen readers
 */
public record Label(String id, String title, String description) {}
