package io.poolbench.scenarios;

/**
 * One figure that the change behind a technique states of itself, in its own language and on its
 * own machine, to stand beside ours.
 *
 * @param operation name of the workload or footprint that repeats it
 * @param variant which stage of ours it belongs to
 * @param unit base unit of the metric, as in {@code sec/op}, {@code B/op}, {@code allocs/op}
 * @param before in that unit
 * @param after in that unit
 * @param source where the figure stands
 */
public record Seed(
    String operation, Variant variant, String unit, double before, double after, String source) {}
