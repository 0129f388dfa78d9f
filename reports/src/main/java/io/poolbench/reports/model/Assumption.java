package io.poolbench.reports.model;

/** What may be assumed about how the values of a metric are distributed. */
public enum Assumption {
  /** Values vary from fork to fork; nothing is known about their distribution. */
  SAMPLED,
  /** Every fork is expected to give the same value, as for the size of a file. */
  EXACT
}
