package io.poolbench.reports.gate;

/**
 * Tells how the candidate differs from the baseline.
 *
 * @param baseline what was judged of the baseline, in the metric's unit: the median over its forks,
 *     of their 10th percentiles where there are iterations
 * @param candidate likewise
 * @param ratio candidate to baseline
 * @param low lower bound of the ratio's 95 % interval
 * @param high upper bound
 * @param detectable the smallest worsening, as a ratio above 1, that these forks would have shown
 *     nine times in ten; NaN for exact metrics, which show any
 */
public record Change(
    double baseline, double candidate, double ratio, double low, double high, double detectable) {}
