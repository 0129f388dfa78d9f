package io.poolbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.poolbench.harness.fork.ScriptedRunner;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Selection;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.TrialFailedException;
import io.poolbench.harness.rundir.RunDirectory;
import io.poolbench.harness.rundir.RunRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run does with its trials, whatever these find; no JVM is started. */
final class LoopTest {

  private static final String RESULT =
      """
      [{"benchmark":"a.B.run","mode":"avgt","primaryMetric":{"score":1,"rawData":[[1]]},
        "secondaryMetrics":{}}]
      """;

  @TempDir private Path folder;
  private final List<Trial> started = new ArrayList<>();

  private Outcome answer(Trial trial) {
    started.add(trial);
    return new Outcome(RESULT, null, 10, new LinkedHashMap<>(Map.of("ns/op", 5.0)), List.of());
  }

  private Run begin(int rounds) throws IOException {
    RunPlan plan = RunPlan.NAMED.getFirst().withRounds(rounds);
    Selection selection =
        new Selection(Pattern.compile("^cipher/open-1k$"), List.of(""), Set.of(), false);
    Run run = Run.begin(folder.resolve("run"), plan, 7, selection.blocks(), null);
    run.save();
    return run;
  }

  private void finish(Run run, ScriptedRunner.Script script) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    run.finish(
        new ScriptedRunner(script),
        new Progress.Plain(run.trials(), new Estimate(run.plan(), run.left()), nowhere));
  }

  private RunRecord read() {
    return new RunDirectory(folder.resolve("run")).record();
  }

  @Test
  void everyTrialIsOnDiskBeforeTheNextOneStarts() throws IOException {
    Run run = begin(3);
    finish(
        run,
        (trial, _) -> {
          assertThat(read().count(Trial.Status.DONE)).isEqualTo(started.size());
          return answer(trial);
        });
    assertThat(started).hasSize(run.trials());
    assertThat(read().count(Trial.Status.PENDING)).isZero();
  }

  @Test
  void aTrialThatFailsIsTriedOnceMoreAndTheRunGoesOn() throws IOException {
    Run run = begin(2);
    finish(
        run,
        (trial, _) -> {
          started.add(trial);
          throw new TrialFailedException("crashed");
        });
    assertThat(started).hasSize(2 * run.trials());
    assertThat(read().trials())
        .allSatisfy(
            trial -> {
              assertThat(trial.status()).isEqualTo(Trial.Status.FAILED);
              assertThat(trial.attempts()).isEqualTo(2);
              assertThat(trial.failure()).isEqualTo("crashed");
            });
  }

  @Test
  void whatThisSystemCannotDoIsAskedForOnce() throws IOException {
    Run run = begin(3);
    finish(
        run,
        (trial, _) -> {
          started.add(trial);
          throw new TrialFailedException("no such thing here", true);
        });
    assertThat(started).extracting(Trial::kind).doesNotHaveDuplicates();
    assertThat(run.findings()).contains("no timing: no such thing here");
  }

  @Test
  void aRunThatStoppedIsResumedInTheOrderInWhichItWouldHaveGoneOn() throws IOException {
    Run stopped = begin(3);
    List<Trial> planned = stopped.left();
    try {
      finish(
          stopped,
          (trial, _) -> {
            if (started.size() == 4) {
              throw new IllegalStateException("the machine went down");
            }
            return answer(trial);
          });
    } catch (IllegalStateException e) {
      assertThat(read().count(Trial.Status.DONE)).isEqualTo(4);
    }
    finish(Run.resume(folder.resolve("run"), false), (trial, _) -> answer(trial));
    assertThat(started)
        .extracting(Trial::index)
        .isEqualTo(planned.stream().map(Trial::index).toList());
  }
}
