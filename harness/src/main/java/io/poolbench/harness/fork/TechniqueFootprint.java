package io.poolbench.harness.fork;

import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Setting;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.TrialFailedException;
import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Footprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs {@link FootprintProgram} in a fork and takes the slope of what it found: what n units retain
 * less what half of them do, so that whatever they share cancels out.
 */
final class TechniqueFootprint {

  private TechniqueFootprint() {}

  static Outcome run(Trial trial, RunPlan plan, Path log) throws TrialFailedException, IOException {
    Footprint footprint = Catalogue.technique(trial.technique()).footprint(trial.workload());
    Path file = log.resolveSibling(log.getFileName() + ".result");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(jvmArgs(plan, trial));
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            FootprintProgram.class.getName(),
            trial.technique(),
            trial.workload(),
            trial.variant(),
            String.valueOf(plan.footprint().orElseThrow().units()),
            file.toString()));
    try {
      JmhLog.await(command, log, plan.timeout(trial.kind()));
      FootprintProgram.Result found =
          JsonMapper.shared().readValue(Files.readString(file), FootprintProgram.Result.class);
      return new Outcome(
          JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(found) + "\n",
          null,
          found.whole().units(),
          metrics(found, footprint.unit()),
          List.of());
    } catch (JacksonException e) {
      throw new TrialFailedException("wrote a result that cannot be read: " + e.getMessage());
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static List<String> jvmArgs(RunPlan plan, Trial trial) {
    List<String> jvmArgs = new ArrayList<>(Setting.jvmArgs(plan, trial));
    // A later -Xmx wins. The heap bends no footprint, but it has to hold the units twice.
    jvmArgs.addAll(
        List.of(
            "-Xmx2g",
            "-XX:-AlwaysPreTouch",
            "-XX:+EnableDynamicAgentLoading",
            "-Djdk.attach.allowAttachSelf=true",
            "-Djol.magicFieldOffset=true"));
    return jvmArgs;
  }

  /**
   * Returns the slopes per unit: bytes on the heap, bytes of direct and mapped buffers,
   * descriptors.
   */
  static SequencedMap<String, Double> metrics(FootprintProgram.Result found, String unit) {
    FootprintProgram.Held half = found.half();
    FootprintProgram.Held whole = found.whole();
    double units = (double) whole.units() - half.units();
    SequencedMap<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("retained-B/" + unit, (whole.heapBytes() - half.heapBytes()) / units);
    metrics.put("direct-B/" + unit, (whole.directBytes() - half.directBytes()) / units);
    if (whole.descriptors() >= 0) {
      metrics.put("fds/" + unit, (whole.descriptors() - half.descriptors()) / units);
    }
    return metrics;
  }
}
