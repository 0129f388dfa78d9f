package io.poolbench.reports.view;

import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.Run;
import java.util.List;

/**
 * A whole report, ready to be written in any format.
 *
 * @param alpha threshold of significance, 0 to 1
 * @param confidence level of the intervals, 0 to 1
 * @param inputs labels of the inputs, in order
 * @param runs context of those inputs that are poolbench run directories
 * @param tables in order of first appearance, all units of a configuration together
 * @param findings warnings that belong to no single cell
 */
public record ReportModel(
    double alpha,
    double confidence,
    List<String> inputs,
    List<Run> runs,
    List<Table> tables,
    List<Finding> findings) {

  public ReportModel {
    inputs = List.copyOf(inputs);
    runs = List.copyOf(runs);
    tables = List.copyOf(tables);
    findings = List.copyOf(findings);
  }
}
