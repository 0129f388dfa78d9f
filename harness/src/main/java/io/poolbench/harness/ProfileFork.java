package io.poolbench.harness;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** Runs {@link ProfileProgram} in a fork; what counts is the recording that it leaves. */
final class ProfileFork {

  private ProfileFork() {}

  static Outcome run(Trial trial, RunPlan plan, Path recording, Path log)
      throws TrialFailedException {
    ProfileProgram.Result result =
        ForkedProgram.run(
            Setting.jvmArgs(plan, trial),
            ProfileProgram.class,
            List.of(
                trial.technique(),
                trial.workload(),
                trial.variant(),
                trial.kind().name(),
                String.valueOf(plan.censusWarmupMillis()),
                String.valueOf(plan.profileMillis()),
                recording.toString()),
            log,
            ProfileProgram.Result.class);
    return new Outcome(
        JsonMapper.shared().writeValueAsString(result) + "\n",
        result.operations(),
        new LinkedHashMap<>(),
        List.of());
  }
}
