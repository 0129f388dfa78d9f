package io.poolbench.reports.view;

import io.poolbench.reports.compare.ComparedTable;
import io.poolbench.reports.compare.Comparisons;
import io.poolbench.reports.model.StoredRun;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Makes the report out of compared tables. */
public final class ReportBuilder {

  private ReportBuilder() {}

  /**
   * Makes a report of tables alone.
   *
   * @param inputs labels of the inputs, in order
   * @param runs context of those inputs that are poolbench run directories
   */
  public static ReportModel build(
      List<String> inputs, List<StoredRun> runs, Comparisons comparisons) {
    return new ReportModel(
        comparisons.alpha(),
        comparisons.confidence(),
        inputs,
        runs,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        tables(comparisons, null),
        comparisons.findings());
  }

  /**
   * Makes the same with everything that is drawn, and all that the runs tell beside their tables.
   *
   * @param noises of the runs
   */
  public static ReportModel page(
      List<String> inputs, List<StoredRun> runs, Comparisons comparisons, List<Noise> noises) {
    List<RunViewBuilder> views = runs.stream().map(RunViewBuilder::new).toList();
    List<Table> tables = tables(comparisons, comparisons.confidence());
    List<String> units = tables.stream().map(Table::unit).distinct().toList();
    return new ReportModel(
        comparisons.alpha(),
        comparisons.confidence(),
        inputs,
        runs,
        views.stream().flatMap(view -> view.diffs().stream()).distinct().toList(),
        views.stream().flatMap(view -> order(view, units).stream()).toList(),
        views.stream().flatMap(view -> view.retentions().stream()).toList(),
        noises,
        tables,
        comparisons.findings());
  }

  private static List<Table> tables(Comparisons comparisons, @Nullable Double confidence) {
    List<ComparedTable> tables = comparisons.tables();
    return IntStream.range(0, tables.size())
        .parallel()
        .mapToObj(
            i -> {
              ComparedTable table = tables.get(i);
              Map<String, String> previous = i == 0 ? Map.of() : tables.get(i - 1).configuration();
              Map<String, String> heading = heading(table.configuration(), previous);
              return TableViewBuilder.build(table, heading, confidence);
            })
        .toList();
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
