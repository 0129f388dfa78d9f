package io.poolbench.reports.view;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.StoredRun;
import java.util.List;

/**
 * A whole report, ready to be written in any format.
 *
 * @param alpha threshold of significance, 0 to 1
 * @param confidence level of the intervals, 0 to 1
 * @param inputs labels of the inputs, in order
 * @param runs context of those inputs that are poolbench run directories
 * @param diffs the changed code of each technique, once
 * @param orders one for each run: the first metric of the report that its forks measured
 * @param retentions of every benchmark whose footprint was taken
 * @param noises one for each run whose arms have forks; empty where nobody asked
 * @param tables in order of first appearance, all units of a configuration together
 * @param findings warnings that belong to no single cell
 */
public record ReportModel(
    double alpha,
    double confidence,
    List<String> inputs,
    List<StoredRun> runs,
    List<SourceDiff> diffs,
    List<RunOrder> orders,
    List<BytesByClass> retentions,
    List<Noise> noises,
    List<Table> tables,
    List<Finding> findings) {

  public ReportModel {
    inputs = List.copyOf(inputs);
    runs = List.copyOf(runs);
    diffs = List.copyOf(diffs);
    orders = List.copyOf(orders);
    retentions = List.copyOf(retentions);
    noises = List.copyOf(noises);
    tables = List.copyOf(tables);
    findings = List.copyOf(findings);
  }

  /** Returns the same with other tables. */
  ReportModel withTables(List<Table> others) {
    return new ReportModel(
        alpha, confidence, inputs, runs, diffs, orders, retentions, noises, others, findings);
  }

  /** Makes a report of which nothing is known but the results. */
  public ReportModel(
      double alpha,
      double confidence,
      List<String> inputs,
      List<Table> tables,
      List<Finding> findings) {
    this(
        alpha,
        confidence,
        inputs,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        tables,
        findings);
  }
}
