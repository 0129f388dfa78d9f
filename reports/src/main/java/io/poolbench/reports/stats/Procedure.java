package io.poolbench.reports.stats;

/** Summarizes and compares samples of a metric; the metric's assumption chooses the procedure. */
public sealed interface Procedure permits RankProcedure, SequentialProcedure, ExactProcedure {

  /** Summarizes one sample by its center and spread. */
  Summary summarize(Sample sample);

  /** Tells whether a sample differs from its base. */
  Comparison compare(Sample base, Sample sample);
}
