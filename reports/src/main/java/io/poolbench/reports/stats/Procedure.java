package io.poolbench.reports.stats;

/** How samples of a metric are summarized and compared; the metric's assumption chooses. */
public sealed interface Procedure permits RankProcedure, SequentialProcedure, ExactProcedure {

  /** Center and spread of one sample. */
  Summary summarize(Sample sample);

  /** Whether a sample differs from its base. */
  Comparison compare(Sample base, Sample sample);
}
