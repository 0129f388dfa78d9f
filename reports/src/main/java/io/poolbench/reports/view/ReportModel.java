package io.poolbench.reports.view;

import java.util.List;

/**
 * One report.
 *
 * @param title what was compared
 * @param run plan, time and seed of the run; empty when the input is not a run directory
 * @param environment machine, JDK and flags; empty when the input does not tell
 * @param findings every doubt about the numbers, worst first
 * @param alpha a difference counts when its p is at most this
 * @param confidence level of the intervals
 * @param tables one for each metric, in order of first appearance
 */
public record ReportModel(
    String title,
    List<Fact> run,
    List<Fact> environment,
    List<Finding> findings,
    double alpha,
    double confidence,
    List<MetricTable> tables) {
  public ReportModel {
    run = List.copyOf(run);
    environment = List.copyOf(environment);
    findings = List.copyOf(findings);
    tables = List.copyOf(tables);
  }
}
