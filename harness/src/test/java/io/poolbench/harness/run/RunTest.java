package io.poolbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.poolbench.harness.fork.Techniques;
import io.poolbench.harness.jar.Jvm;
import io.poolbench.harness.plan.Arm;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.rundir.RunDirectory;
import io.poolbench.harness.rundir.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Real trials in real forks; two rounds of one benchmark, since only the bookkeeping is at stake.
 */
final class RunTest {

  @TempDir private Path folder;

  /** In a JVM of its own, so that it can be killed. */
  static final class Launcher {
    private Launcher() {}

    public static void main(String[] args) {
      Path directory = Path.of(args[0]);
      long failed =
          Files.exists(directory)
              ? Runs.resume(directory)
              : Runs.ours(directory, Runs.plan("smoke").withRounds(2), "^cipher/seal-1k$", 3);
      System.exit((int) failed);
    }
  }

  @Test
  void aRunKilledMidwayIsResumedToAFullResultAndKeepsWhatItHad() throws Exception {
    Path directory = folder.resolve("run");
    Process run = Jvm.start(Launcher.class, directory.toString());
    waitForFirstTrial(run);
    run.destroyForcibly().waitFor();

    RunRecord killed = read(directory);
    assertThat(killed.count(Trial.Status.DONE)).isBetween(1L, 7L);
    Trial kept = killed.trials().getFirst();

    Process resumed = Jvm.start(Launcher.class, directory.toString());
    String output = String.join("\n", resumed.inputReader().readAllLines());
    assertThat(resumed.waitFor()).as(output).isZero();

    RunRecord whole = read(directory);
    assertThat(whole.count(Trial.Status.DONE)).as(output).isEqualTo(8);
    assertThat(whole.trials().getFirst()).isEqualTo(kept);
    assertThat(whole.plan()).isEqualTo(killed.plan());
    assertThat(whole.seed()).isEqualTo(3);
    assertEveryFileHoldsEveryFork(directory, whole);
  }

  private static void assertEveryFileHoldsEveryFork(Path directory, RunRecord run)
      throws IOException {
    assertThat(Files.readAllLines(directory.resolve("benchmarks.txt")))
        .filteredOn(line -> line.startsWith("BenchmarkCipher/op=seal-1k/variant="))
        .hasSize(8)
        .filteredOn(line -> line.contains(" ns/op\t"))
        .as("every timing fork counts objects")
        .hasSize(4)
        .allSatisfy(line -> assertThat(line).contains(" allocs/op"));
    assertThat(directory.resolve("sources/cipher/Before.java")).content().contains("class Before");
    assertThat(directory.resolve("sources/cipher/After.java")).content().contains("class After");
    JsonNode entries = new JsonMapper().readTree(directory.resolve("jmh.json").toFile());
    assertThat(entries).hasSize(2);
    for (JsonNode entry : entries) {
      assertThat(entry.at("/forks").asInt()).isEqualTo(2);
      assertThat(entry.at("/primaryMetric/rawData")).hasSize(2);
      for (JsonNode fork : entry.at("/primaryMetric/rawData")) {
        assertThat(fork).isNotEmpty();
      }
    }
    for (Trial trial : run.trials()) {
      if (trial.kind() == Trial.Kind.TIMING) {
        assertThatItMeasuredAsLongAsPlanned(
            run.plan().timing().orElseThrow().measured(),
            new JsonMapper().readTree(directory.resolve(trial.result()).toFile()).get(0));
      }
    }
    assertThat(bytesPerOperation(run, "before")).isPositive();
    assertThat(bytesPerOperation(run, "after")).isPositive();
    try (var left = Files.walk(directory)) {
      assertThat(left).noneMatch(file -> file.toString().endsWith(".part"));
    }
  }

  /**
   * On a busy machine an iteration costs much beside its time; then there are fewer, longer ones.
   */
  private static void assertThatItMeasuredAsLongAsPlanned(
      RunPlan.Iterations planned, JsonNode fork) {
    int iterations = fork.path("measurementIterations").asInt();
    double millis =
        Double.parseDouble(fork.path("measurementTime").asString().replaceFirst(" ms$", ""));
    assertThat(fork.at("/primaryMetric/rawData/0")).hasSize(iterations);
    assertThat(iterations * millis)
        .isCloseTo((double) planned.total(), within((double) iterations));
  }

  private static double bytesPerOperation(RunRecord run, String variant) {
    return run.trials().stream()
        .filter(trial -> trial.round() == 1 && trial.variant().equals(variant))
        .mapToDouble(trial -> trial.metrics().getOrDefault("B/op", Double.NaN))
        .sum();
  }

  private static void waitForFirstTrial(Process run) throws IOException {
    StringBuilder output = new StringBuilder();
    String line;
    while ((line = run.inputReader().readLine()) != null) {
      output.append(line).append('\n');
      if (line.startsWith("[1/8]")) {
        return;
      }
    }
    throw new AssertionError("ended before its first trial:\n" + output);
  }

  private static RunRecord read(Path directory) {
    return new RunDirectory(directory).record();
  }

  @Test
  void aTrialThatCrashesIsRecordedWithItsReasonAndTheOutputOfEveryAttempt() throws IOException {
    RunDirectory directory = new RunDirectory(folder);
    directory.create();
    Trial trial =
        Trial.pending(0, 0, Trial.Kind.TIMING, new Arm("bufioreuse", "fakeconn", "crash"));
    TrialRunner runner = new TrialRunner(new Techniques(Runs.plan("smoke")), directory);
    Trial failed = runner.run(trial).trial();
    assertThat(failed.status()).isEqualTo(Trial.Status.FAILED);
    assertThat(failed.attempts()).isEqualTo(2);
    assertThat(failed.failure()).contains("fakeconn has no variant crash").hasLineCount(1);
    assertThat(folder.resolve("trials/0000-bufioreuse-fakeconn-crash.log"))
        .content()
        .contains("fakeconn has no variant crash");
    assertThat(folder.resolve(failed.log())).content().contains("fakeconn has no variant crash");
  }
}
