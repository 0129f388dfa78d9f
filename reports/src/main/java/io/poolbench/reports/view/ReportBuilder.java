package io.poolbench.reports.view;

import io.poolbench.reports.compare.ComparedTable;
import io.poolbench.reports.model.ResultSet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the report out of compared tables. */
public final class ReportBuilder {

  private ReportBuilder() {}

  /**
   * A report.
   *
   * @param inputs labels of the inputs, in order
   * @param results what the tables were compared from
   * @param alpha threshold of significance that they were compared with
   * @param confidence level of their intervals
   */
  public static ReportModel build(
      List<String> inputs,
      ResultSet results,
      List<ComparedTable> compared,
      double alpha,
      double confidence) {
    List<Table> tables = new ArrayList<>();
    Map<String, String> previous = Map.of();
    for (ComparedTable table : compared) {
      tables.add(TableViewBuilder.build(table, heading(table.configuration(), previous)));
      previous = table.configuration();
    }
    return new ReportModel(alpha, confidence, inputs, results.runs(), tables, results.findings());
  }

  private static Map<String, String> heading(
      Map<String, String> configuration, Map<String, String> previous) {
    Map<String, String> heading = new LinkedHashMap<>(configuration);
    heading.entrySet().removeIf(entry -> entry.getValue().equals(previous.get(entry.getKey())));
    return heading;
  }
}
