package io.poolbench.reports.model;

/** Which direction of a metric is an improvement. */
public enum Better {
  LOWER,
  HIGHER,
  UNKNOWN
}
