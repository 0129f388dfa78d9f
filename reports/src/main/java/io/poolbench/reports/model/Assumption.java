package io.poolbench.reports.model;

/** An assumption on how the values of a metric are distributed. */
public enum Assumption {
  /** Values vary from fork to fork; nothing is known about their distribution. */
  SAMPLED,
  /** Every fork is expected to give the same value, as for the size of a file. */
  EXACT
}
