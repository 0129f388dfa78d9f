package io.poolbench.harness.run;

import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Schedule;
import io.poolbench.harness.plan.Schedule.Block;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.rundir.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** Estimates what each benchmark takes, in milliseconds, in the order of the blocks. */
public final class Costs {

  private Costs() {}

  /** Writes a duration as {@code m:ss}. */
  public static String minutes(Duration duration) {
    return String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
  }

  /** Estimates as the plan does. */
  public static SequencedMap<String, Long> planned(List<Block> blocks, RunPlan plan) {
    return millis(blocks, plan, null);
  }

  /**
   * Estimates from what an earlier run measured, or else from the plan, corrected by that run.
   *
   * @param run its directory, or its run.json
   * @throws IllegalArgumentException with what is wrong
   */
  public static SequencedMap<String, Long> measured(List<Block> blocks, RunPlan plan, Path run) {
    return millis(blocks, plan, earlier(run));
  }

  private static RunRecord earlier(Path run) {
    Path file = Files.isDirectory(run) ? run.resolve("run.json") : run;
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "--costs: %s: no such file; expected the directory of an earlier run".formatted(file));
    }
    try {
      return RunRecord.fromJson(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "--costs: %s: cannot be read as text: %s".formatted(file, e), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("--costs: %s: %s".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Estimates each benchmark.
   *
   * @param earlier where it was measured what trials take, unless null
   */
  public static SequencedMap<String, Long> millis(
      List<Block> blocks, RunPlan plan, @Nullable RunRecord earlier) {
    Estimate estimate = new Estimate(plan, List.of());
    if (earlier != null) {
      earlier.trials().stream().filter(Trial::isDone).forEach(estimate::learn);
    }
    SequencedMap<String, Long> millis = new LinkedHashMap<>();
    for (Block block : blocks) {
      // The order of trials has no part in what they take, so that any seed will do.
      long its = estimate.of(Schedule.of(List.of(block), plan, 0)).toMillis();
      millis.merge(block.benchmark(), its, Long::sum);
    }
    return millis;
  }
}
