package io.poolbench.harness;

import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Footprint;
import java.io.IOException;
import java.io.UncheckedIOException;
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
final class FootprintFork {

  private static final JsonMapper JSON = JsonMapper.shared();

  private FootprintFork() {}

  static Outcome run(Trial trial, RunPlan plan, Path log) throws TrialFailedException {
    Footprint footprint = Catalogue.technique(trial.technique()).footprint(trial.workload());
    Path result = log.resolveSibling(log.getFileName() + ".result");
    try {
      fork(command(trial, plan, result), log);
      FootprintProgram.Result found =
          JSON.readValue(Files.readString(result), FootprintProgram.Result.class);
      return new Outcome(
          JSON.writerWithDefaultPrettyPrinter().writeValueAsString(found) + "\n",
          found.whole().units(),
          metrics(found, footprint.unit()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JacksonException e) {
      throw new TrialFailedException("wrote a result that cannot be read: " + e.getMessage());
    } finally {
      delete(result);
    }
  }

  private static List<String> command(Trial trial, RunPlan plan, Path result) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(plan.jvmArgs());
    // A later -Xmx wins. The heap bends no footprint, but it has to hold the units twice.
    command.addAll(
        List.of(
            "-Xmx2g",
            "-XX:-AlwaysPreTouch",
            "-XX:+EnableDynamicAgentLoading",
            "-Djdk.attach.allowAttachSelf=true",
            "-Djol.magicFieldOffset=true",
            "-cp",
            System.getProperty("java.class.path"),
            FootprintProgram.class.getName(),
            trial.technique(),
            trial.workload(),
            trial.variant(),
            String.valueOf(plan.footprintUnits()),
            result.toString()));
    return command;
  }

  private static void fork(List<String> command, Path log)
      throws IOException, TrialFailedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    try {
      int exit = process.waitFor();
      if (exit != 0) {
        throw new TrialFailedException(
            Files.readString(log)
                .lines()
                .filter(line -> line.startsWith("poolbench: "))
                .findFirst()
                .map(line -> line.substring("poolbench: ".length()))
                .orElse("fork ended with exit code " + exit));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TrialFailedException("interrupted");
    } finally {
      process.destroyForcibly();
    }
  }

  /** Per unit: bytes on the heap, bytes of direct and mapped buffers, descriptors. */
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

  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
