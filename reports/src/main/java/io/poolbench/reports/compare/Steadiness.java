package io.poolbench.reports.compare;

import io.poolbench.reports.model.BenchmarkName;
import io.poolbench.reports.model.Finding;
import io.poolbench.reports.model.StoredRun;
import io.poolbench.reports.stats.ChangePoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds forks whose iterations changed their level: they were measured while they warmed up. */
public final class Steadiness {

  private static final double ALPHA = 0.01;

  /** A smaller change is real, perhaps, but does not matter. */
  private static final double RELEVANT = 0.02;

  private Steadiness() {}

  /** Returns one finding for each arm that has such forks. */
  public static List<Finding> of(List<StoredRun> runs) {
    List<Finding> findings = new ArrayList<>();
    for (StoredRun run : runs) {
      Map<String, List<StoredRun.Trial>> arms = new LinkedHashMap<>();
      for (StoredRun.Trial trial : run.trials()) {
        if (trial.iterations().size() > 1) {
          arms.computeIfAbsent(
                  BenchmarkName.arm(trial.benchmark(), trial.variant()), _ -> new ArrayList<>())
              .add(trial);
        }
      }
      arms.forEach((arm, forks) -> find(run, arm, forks, findings));
    }
    return findings;
  }

  private static void find(
      StoredRun run, String arm, List<StoredRun.Trial> forks, List<Finding> findings) {
    List<StoredRun.Trial> unsteady = forks.stream().filter(fork -> !isSteady(fork)).toList();
    if (!unsteady.isEmpty()) {
      findings.add(
          new Finding(
              run.file(),
              "%s: %d of %d forks did not become steady (round %s): their times changed by more than 2 %% between iterations; warm up longer"
                  .formatted(
                      arm,
                      unsteady.size(),
                      forks.size(),
                      unsteady.stream()
                          .map(fork -> String.valueOf(fork.round() + 1))
                          .collect(Collectors.joining(", ")))));
    }
  }

  static boolean isSteady(StoredRun.Trial fork) {
    ChangePoint change =
        ChangePoint.strongest(
            fork.iterations().stream().mapToDouble(Double::doubleValue).toArray());
    return change.p() > ALPHA || Math.abs(change.shift() - 1) <= RELEVANT;
  }
}
