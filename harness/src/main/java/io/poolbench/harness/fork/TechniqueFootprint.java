package io.poolbench.harness.fork;

import io.poolbench.harness.jar.JarArm;
import io.poolbench.harness.jar.JarBenchmark;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.TrialFailedException;
import java.io.File;
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

  /**
   * The JVM arguments behind all others. A later -Xmx wins: the heap bends no footprint, but it has
   * to hold the units twice.
   */
  private static final List<String> OF_ITS_OWN =
      List.of(
          "-Xmx2g",
          "-XX:+EnableDynamicAgentLoading",
          "-Djdk.attach.allowAttachSelf=true",
          "-Djol.magicFieldOffset=true");

  private TechniqueFootprint() {}

  /** Takes what an idle unit of one arm retains, on the arm's own class path and JVM. */
  static Outcome run(JmhFork fork) throws TrialFailedException, IOException {
    Path log = fork.files().log();
    Path file = log.resolveSibling(log.getFileName() + ".result");
    JarArm arm = fork.arm();
    JarBenchmark benchmark = fork.benchmark();
    List<String> command = new ArrayList<>();
    command.add(arm.java());
    command.addAll(RunPlan.jvmArgs(benchmark.jvmArgs(), fork.trial().kind()));
    command.addAll(arm.jvmArgs());
    command.addAll(OF_ITS_OWN);
    command.addAll(
        List.of(
            "-cp",
            String.join(File.pathSeparator, arm.classPath()),
            FootprintProgram.class.getName(),
            benchmark.param("technique"),
            benchmark.param("op"),
            benchmark.param("variant"),
            benchmark.options().getFirst(),
            file.toString()));
    try {
      JmhLog.await(command, log, fork.deadline());
      FootprintProgram.Result found =
          JsonMapper.shared().readValue(Files.readString(file), FootprintProgram.Result.class);
      return new Outcome(
          JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(found) + "\n",
          null,
          found.whole().units(),
          metrics(found),
          List.of());
    } catch (JacksonException e) {
      throw new TrialFailedException("wrote a result that cannot be read: " + e.getMessage());
    } finally {
      Files.deleteIfExists(file);
    }
  }

  /**
   * Returns the slopes per unit: bytes on the heap, bytes of direct and mapped buffers,
   * descriptors.
   */
  static SequencedMap<String, Double> metrics(FootprintProgram.Result found) {
    String unit = found.unit();
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
