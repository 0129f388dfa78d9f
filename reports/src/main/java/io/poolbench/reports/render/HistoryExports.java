package io.poolbench.reports.render;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.poolbench.reports.model.Better;
import io.poolbench.reports.view.HistoryView;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes the history as other tools read it. Those that keep a history of their own get the latest
 * run alone. A name has the environment in it where several have measured the same.
 */
public final class HistoryExports {

  private HistoryExports() {}

  /**
   * Writes the latest values as {@code github-action-benchmark} reads them, whose {@code
   * customSmallerIsBetter} and {@code customBiggerIsBetter} take a file each: the metrics of that
   * direction, in base units, with the 95 % interval of the median as range.
   */
  public static String githubAction(List<HistoryView> views, Better better) {
    Names names = Names.of(views);
    return Json.of(
        HistoryView.current(views).stream()
            .filter(view -> view.better() == better)
            .map(view -> entry(names.of(view), view))
            .toList());
  }

  private record Entry(String name, String unit, double value, String range, String extra) {}

  private static Entry entry(String name, HistoryView view) {
    HistoryView.Row row = view.latest();
    return new Entry(
        name + " (" + view.unit() + ")",
        view.unit(),
        row.center().value(),
        row.interval(),
        extra(row));
  }

  private static String extra(HistoryView.Row row) {
    String forks = "median of " + row.samples().size() + " forks, measured " + row.when();
    return row.revision().isEmpty() ? forks : forks + ", revision " + row.revision();
  }

  /**
   * Writes the latest values in Bencher's Metric Format: per benchmark and unit the median in base
   * units, with its 95 % interval where there is one.
   */
  public static String bencher(List<HistoryView> views) {
    Names names = Names.of(views);
    Map<String, Map<String, Measure>> benchmarks = new LinkedHashMap<>();
    for (HistoryView view : HistoryView.current(views)) {
      benchmarks
          .computeIfAbsent(names.of(view), _ -> new LinkedHashMap<>())
          .put(view.unit(), Measure.of(view.latest()));
    }
    return Json.of(benchmarks);
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Measure(
      double value,
      @JsonProperty("lower_value") @Nullable Double low,
      @JsonProperty("upper_value") @Nullable Double high) {

    static Measure of(HistoryView.Row row) {
      return new Measure(row.center().value(), bound(row.low()), bound(row.high()));
    }

    private static @Nullable Double bound(double value) {
      return Double.isFinite(value) ? value : null;
    }
  }

  /**
   * Writes the whole history as the CSV that Apache Otava imports: a record per run with its time
   * and revision, and a column per series with the median in base units, empty where the run did
   * not measure it.
   */
  public static String otava(List<HistoryView> views) {
    Names names = Names.of(views);
    Map<Run, Map<String, Double>> runs = new TreeMap<>();
    for (HistoryView view : views) {
      for (HistoryView.Row row : view.rows()) {
        runs.computeIfAbsent(new Run(row.when(), row.revision(), row.run()), _ -> new TreeMap<>())
            .put(names.column(view), row.center().value());
      }
    }
    List<String> columns = views.stream().map(names::column).toList();
    StringBuilder out = new StringBuilder();
    out.append(record(Stream.concat(Stream.of("time", "revision"), columns.stream())));
    runs.forEach(
        (run, values) -> {
          Stream<String> cells =
              columns.stream()
                  .map(column -> values.containsKey(column) ? values.get(column).toString() : "");
          out.append(record(Stream.concat(Stream.of(run.when, run.revision), cells)));
        });
    return out.toString();
  }

  /**
   * Writes the configuration with which Otava reads what {@link #otava} writes: JSON, and so YAML.
   * It leaves out metrics whose direction is unknown, since Otava takes every metric to have one.
   *
   * @param file where Otava finds the CSV
   */
  public static String otavaConfiguration(List<HistoryView> views, String file) {
    Names names = Names.of(views);
    Map<String, Direction> metrics = new LinkedHashMap<>();
    for (HistoryView view : views) {
      if (view.better() != Better.UNKNOWN) {
        String column = names.column(view);
        metrics.put(column, new Direction(column, view.better() == Better.HIGHER ? 1 : -1, 1));
      }
    }
    OtavaTest test = new OtavaTest("csv", file, "time", List.of("revision"), metrics);
    return Json.of(Map.of("tests", Map.of("poolbench", test)));
  }

  private record OtavaTest(
      String type,
      String file,
      @JsonProperty("time_column") String time,
      List<String> attributes,
      Map<String, Direction> metrics) {}

  private record Direction(String column, int direction, int scale) {}

  /** The key of a run, in order of time; runs of one moment are told apart by what they are. */
  private record Run(String when, String revision, String run) implements Comparable<Run> {

    @Override
    public int compareTo(Run other) {
      int order = when.compareTo(other.when);
      return order == 0 ? run.compareTo(other.run) : order;
    }
  }

  private static String record(Stream<String> cells) {
    return cells.map(CsvField::of).collect(joining(",", "", "\n"));
  }

  /**
   * Names series, with their environment where several have measured the same.
   *
   * @param ambiguous the names with their units that several environments have
   */
  private record Names(Set<List<String>> ambiguous) {

    static Names of(List<HistoryView> views) {
      Set<List<String>> seen = new HashSet<>();
      return new Names(
          views.stream().map(Names::key).filter(key -> !seen.add(key)).collect(toSet()));
    }

    private static List<String> key(HistoryView view) {
      return List.of(view.name(), view.unit());
    }

    String of(HistoryView view) {
      return ambiguous.contains(key(view))
          ? view.name() + " on " + view.environment()
          : view.name();
    }

    String column(HistoryView view) {
      return of(view) + " " + view.unit();
    }
  }
}
