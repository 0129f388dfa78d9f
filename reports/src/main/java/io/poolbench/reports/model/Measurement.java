package io.poolbench.reports.model;

/**
 * One value of one metric, from one fork.
 *
 * @param benchmark what was measured
 * @param unit base unit of {@code value}, as in {@code sec/op}; key into {@link ResultSet#metrics}
 * @param writtenUnit the unit in the file, as in {@code ns/op}; filters match either
 * @param value finite, in base units, unrounded
 */
public record Measurement(Benchmark benchmark, String unit, String writtenUnit, double value) {}
