package io.poolbench.reports.view;

/** The direction in which a metric improves. */
public enum Better {
  LOWER,
  HIGHER,
  UNKNOWN
}
