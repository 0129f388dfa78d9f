package io.poolbench.reports.view;

import io.poolbench.reports.compare.ComparedTable;
import io.poolbench.reports.compare.Comparisons;
import io.poolbench.reports.model.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the report out of compared tables. */
public final class ReportBuilder {

  private ReportBuilder() {}

  /**
   * A report.
   *
   * @param inputs labels of the inputs, in order
   * @param runs context of those inputs that are poolbench run directories
   */
  public static ReportModel build(List<String> inputs, List<Run> runs, Comparisons comparisons) {
    List<Table> tables = new ArrayList<>();
    Map<String, String> previous = Map.of();
    for (ComparedTable table : comparisons.tables()) {
      tables.add(TableViewBuilder.build(table, heading(table.configuration(), previous)));
      previous = table.configuration();
    }
    List<RunViewBuilder> builders =
        runs.stream()
            .map(run -> new RunViewBuilder(run, comparisons.alpha(), comparisons.confidence()))
            .toList();
    List<String> units = tables.stream().map(Table::unit).distinct().toList();
    return new ReportModel(
        comparisons.alpha(),
        comparisons.confidence(),
        inputs,
        runs,
        builders.stream().flatMap(builder -> builder.changes().stream()).distinct().toList(),
        builders.stream().flatMap(builder -> order(builder, units).stream()).toList(),
        builders.stream().flatMap(builder -> builder.retentions().stream()).toList(),
        tables,
        comparisons.findings());
  }

  private static Optional<RunOrder> order(RunViewBuilder run, List<String> units) {
    return units.stream().flatMap(unit -> run.order(unit).stream()).findFirst();
  }

  private static Map<String, String> heading(
      Map<String, String> configuration, Map<String, String> previous) {
    Map<String, String> heading = new LinkedHashMap<>(configuration);
    heading.entrySet().removeIf(entry -> entry.getValue().equals(previous.get(entry.getKey())));
    return heading;
  }
}
