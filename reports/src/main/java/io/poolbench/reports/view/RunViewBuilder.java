package io.poolbench.reports.view;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import io.poolbench.reports.model.Run;
import io.poolbench.reports.stats.RankProcedure;
import io.poolbench.reports.stats.Sample;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What a run tells beside its tables: its code, its order, and what its footprints retain. */
final class RunViewBuilder {

  private static final int LINES_AROUND_A_CHANGE = 3;

  private final Run run;
  private final RankProcedure procedure;

  private record Arm(String benchmark, String variant) {

    static Arm of(Run.Trial trial) {
      return new Arm(trial.benchmark(), trial.variant());
    }
  }

  RunViewBuilder(Run run, double alpha, double confidence) {
    this.run = run;
    procedure = new RankProcedure(alpha, confidence);
  }

  /** From each variant to the next. */
  List<Change> changes() {
    List<Change> changes = new ArrayList<>();
    for (int i = 1; i < run.sources().size(); i++) {
      Run.Source from = run.sources().get(i - 1);
      Run.Source to = run.sources().get(i);
      if (from.technique().equals(to.technique()) && !from.lines().equals(to.lines())) {
        changes.add(change(from, to));
      }
    }
    return changes;
  }

  private static Change change(Run.Source from, Run.Source to) {
    Patch<String> patch = DiffUtils.diff(from.lines(), to.lines());
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            from.file(), to.file(), from.lines(), patch, LINES_AROUND_A_CHANGE);
    return new Change(
        from.technique(),
        from.file(),
        to.file(),
        patch.getDeltas().stream().mapToLong(delta -> delta.getTarget().size()).sum(),
        patch.getDeltas().stream().mapToLong(delta -> delta.getSource().size()).sum(),
        // The first two lines name the files.
        diff.stream().skip(2).toList());
  }

  /** The forks that measured a unit; empty when there are none. */
  Optional<RunOrder> order(String unit) {
    Map<Arm, List<Double>> values = new LinkedHashMap<>();
    for (Run.Trial trial : run.trials()) {
      Double value = trial.metrics().get(unit);
      if (value != null) {
        values.computeIfAbsent(Arm.of(trial), _ -> new ArrayList<>()).add(value);
      }
    }
    List<RunOrder.Point> points = new ArrayList<>();
    for (Run.Trial trial : run.trials()) {
      Double value = trial.metrics().get(unit);
      if (value != null) {
        double median = median(values.getOrDefault(Arm.of(trial), List.of()));
        points.add(
            new RunOrder.Point(
                trial.index(),
                trial.started(),
                trial.benchmark(),
                trial.variant(),
                value,
                value == median ? 1 : value / median));
      }
    }
    return points.isEmpty()
        ? Optional.empty()
        : Optional.of(new RunOrder(run.file(), unit, arms(), points));
  }

  private List<String> arms() {
    return run.subjects().stream()
        .flatMap(subject -> subject.variants().stream())
        .distinct()
        .toList();
  }

  /** One table for each benchmark whose trials counted bytes by class. */
  List<Retention> retentions() {
    Map<String, Map<String, List<Map<String, Double>>>> found = new LinkedHashMap<>();
    for (Run.Subject subject : run.subjects()) {
      for (String variant : subject.variants()) {
        for (Run.Trial trial : run.trials()) {
          if (trial.benchmark().equals(subject.name())
              && trial.variant().equals(variant)
              && !trial.retainedBytes().isEmpty()) {
            found
                .computeIfAbsent(subject.name(), _ -> new LinkedHashMap<>())
                .computeIfAbsent(variant, _ -> new ArrayList<>())
                .add(trial.retainedBytes());
          }
        }
      }
    }
    List<Retention> retentions = new ArrayList<>();
    found.forEach((benchmark, variants) -> retentions.add(retention(benchmark, variants)));
    return retentions;
  }

  private Retention retention(
      String benchmark, Map<String, List<Map<String, Double>>> forksByVariant) {
    TreeSet<String> classes = new TreeSet<>();
    forksByVariant.values().stream()
        .flatMap(Collection::stream)
        .forEach(fork -> classes.addAll(fork.keySet()));
    List<Retention.Row> rows = new ArrayList<>();
    for (String name : classes) {
      List<Double> bytes = new ArrayList<>();
      for (List<Map<String, Double>> forks : forksByVariant.values()) {
        bytes.add(median(forks.stream().map(fork -> fork.getOrDefault(name, 0.0)).toList()));
      }
      rows.add(new Retention.Row(name, bytes));
    }
    rows.sort(
        Comparator.comparingDouble(RunViewBuilder::spread)
            .thenComparingDouble(row -> row.bytes().getFirst())
            .reversed());
    List<Double> totals = new ArrayList<>();
    for (int arm = 0; arm < forksByVariant.size(); arm++) {
      int column = arm;
      totals.add(rows.stream().mapToDouble(row -> row.bytes().get(column)).sum());
    }
    return new Retention(run.file(), benchmark, List.copyOf(forksByVariant.keySet()), rows, totals);
  }

  /** How far the variants lie apart. */
  private static double spread(Retention.Row row) {
    return Collections.max(row.bytes()) - Collections.min(row.bytes());
  }

  private double median(List<Double> values) {
    return procedure
        .summarize(Sample.of(values.stream().mapToDouble(value -> value).toArray()))
        .center();
  }
}
