package io.poolbench.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.databind.json.JsonMapper;

/** Runs {@link CensusProgram} in a fork and reads what the profiler recorded there. */
final class CensusFork {

  private CensusFork() {}

  static Outcome run(Trial trial, RunPlan plan, Path recording, Path log)
      throws TrialFailedException {
    CensusProgram.Result phases =
        ForkedProgram.run(
            Setting.jvmArgs(plan, trial),
            CensusProgram.class,
            List.of(
                trial.technique(),
                trial.workload(),
                trial.variant(),
                String.valueOf(plan.censusWarmupMillis()),
                recording.toString()),
            log,
            CensusProgram.Result.class);
    try {
      Census census = Census.read(recording, phases);
      SequencedMap<String, Double> metrics = new LinkedHashMap<>();
      metrics.put("allocs/op", census.allocationsPerOperation());
      metrics.putAll(
          Collections.read(CensusProgram.collections(recording), phases.watchedOperations()));
      return new Outcome(
          JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(census) + "\n",
          3 * census.operations().getFirst(),
          metrics,
          findings(trial, census));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<String> findings(Trial trial, Census census) {
    if (!census.isProportional()) {
      return List.of(
          "%s: %d operations made %d allocations, %d made %d; allocs/op is not exact"
              .formatted(
                  trial.arm(),
                  census.operations().get(0),
                  census.allocations().get(0),
                  census.operations().get(1),
                  census.allocations().get(1)));
    }
    return census.steady()
        ? List.of()
        : List.of(
            "%s: what it allocates had not become steady when it was counted"
                .formatted(trial.arm()));
  }
}
