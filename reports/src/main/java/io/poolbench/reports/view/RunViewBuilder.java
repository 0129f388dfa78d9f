package io.poolbench.reports.view;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.stats.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Builds what a run tells beside its tables: its code, order, and what footprints retain. */
final class RunViewBuilder {

  private static final int CONTEXT_LINES = 3;

  private final StoredRun run;

  private record Arm(String benchmark, String variant) {

    static Arm of(StoredRun.Trial trial) {
      return new Arm(trial.benchmark(), trial.variant());
    }
  }

  RunViewBuilder(StoredRun run) {
    this.run = run;
  }

  /** Returns the differences of the code from each variant to the next. */
  List<SourceDiff> diffs() {
    List<SourceDiff> diffs = new ArrayList<>();
    for (int i = 1; i < run.sources().size(); i++) {
      StoredRun.Source from = run.sources().get(i - 1);
      StoredRun.Source to = run.sources().get(i);
      if (from.technique().equals(to.technique()) && !from.lines().equals(to.lines())) {
        diffs.add(diff(from, to));
      }
    }
    return diffs;
  }

  private static SourceDiff diff(StoredRun.Source from, StoredRun.Source to) {
    Patch<String> patch = DiffUtils.diff(from.lines(), to.lines());
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            from.file(), to.file(), from.lines(), patch, CONTEXT_LINES);
    return new SourceDiff(
        from.technique(),
        from.file(),
        to.file(),
        patch.getDeltas().stream().mapToLong(delta -> delta.getTarget().size()).sum(),
        patch.getDeltas().stream().mapToLong(delta -> delta.getSource().size()).sum(),
        // The first two lines name the files.
        diff.stream().skip(2).toList());
  }

  /** Returns the forks that measured a unit; empty when there are none. */
  Optional<RunOrder> order(String unit) {
    Map<Arm, List<Double>> values = new LinkedHashMap<>();
    for (StoredRun.Trial trial : run.trials()) {
      Double value = trial.metrics().get(unit);
      if (value != null) {
        values.computeIfAbsent(Arm.of(trial), _ -> new ArrayList<>()).add(value);
      }
    }
    List<RunOrder.Point> points = new ArrayList<>();
    for (StoredRun.Trial trial : run.trials()) {
      Double value = trial.metrics().get(unit);
      if (value != null) {
        double median = Sample.of(values.getOrDefault(Arm.of(trial), List.of())).median();
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

  /** Returns one table for each benchmark whose trials counted bytes by class. */
  List<BytesByClass> retentions() {
    Map<String, SequencedMap<String, List<Map<String, Double>>>> found = new LinkedHashMap<>();
    for (StoredRun.Subject subject : run.subjects()) {
      for (String variant : subject.variants()) {
        for (StoredRun.Trial trial : run.trials()) {
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
    return found.entrySet().stream()
        .map(each -> BytesByClass.of(run, each.getKey(), each.getValue()))
        .toList();
  }
}
