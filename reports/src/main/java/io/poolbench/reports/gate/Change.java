package io.poolbench.reports.gate;

/**
 * How the candidate differs from the baseline.
 *
 * @param ratio candidate to baseline
 * @param low lower bound of the ratio's 95 % interval
 * @param high upper bound
 * @param baselineForks forks behind it
 * @param candidateForks likewise
 * @param detectable the smallest worsening, as a ratio above 1, that these forks would have shown
 *     nine times in ten; NaN for exact metrics, which show any
 */
public record Change(
    double ratio,
    double low,
    double high,
    int baselineForks,
    int candidateForks,
    double detectable) {}
