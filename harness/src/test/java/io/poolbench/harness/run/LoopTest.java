package io.poolbench.harness.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.poolbench.harness.fork.ScriptedRunner;
import io.poolbench.harness.machine.MachineLoad;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  @TempDir private Path folder;
  private final List<Trial> started = Collections.synchronizedList(new ArrayList<>());

  private Outcome answer(Trial trial) {
    started.add(trial);
    return new Outcome(RESULT, null, 10, new LinkedHashMap<>(Map.of("ns/op", 5.0)), List.of());
  }

  private Run begin(int rounds) throws IOException {
    RunPlan plan = RunPlan.NAMED.getFirst().withRounds(rounds);
    Selection selection =
        new Selection(
            Pattern.compile("^cipher/open-1k$"), List.of(""), Set.of(), RunPlan.Census.Scope.NONE);
    Run run = Run.begin(folder.resolve("run"), plan, 7, selection.blocks(), null);
    run.save();
    return run;
  }

  private void finish(Run run, ScriptedRunner.Script script) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    run.finish(
        new ScriptedRunner(script),
        new Progress.Plain(run.trials(), run.estimate(run.left()), nowhere));
  }

  private RunRecord read() {
    return new RunDirectory(folder.resolve("run")).record();
  }

  @Test
  void everyTrialIsOnDiskBeforeTheNextTimedOneStarts() throws IOException {
    Run run = begin(3);
    finish(
        run,
        (trial, _) -> {
          if (trial.kind().isTimed()) {
            assertThat(read().count(Trial.Status.DONE)).isEqualTo(started.size());
          }
          return answer(trial);
        });
    assertThat(started).hasSize(run.trials());
    assertThat(read().count(Trial.Status.PENDING)).isZero();
  }

  @Test
  void aTimedForkIsAloneAndOthersRunSideBySide() throws IOException {
    AtomicInteger running = new AtomicInteger();
    List<Integer> beside = Collections.synchronizedList(new ArrayList<>());
    CountDownLatch two = new CountDownLatch(2);
    Run run = begin(4);
    finish(
        run,
        (trial, _) -> {
          int now = running.incrementAndGet();
          if (trial.kind().isTimed()) {
            assertThat(now).isEqualTo(1);
          } else {
            beside.add(now);
            two.countDown();
            await(two);
          }
          running.decrementAndGet();
          return answer(trial);
        });
    assertThat(started).filteredOn(trial -> trial.kind().isTimed()).hasSize(8);
    assertThat(beside).hasSize(2);
    assertThat(Collections.max(beside)).isEqualTo(Math.min(2, CORES));
  }

  @Test
  void onlyATimedForkCanBeDisturbedSinceOthersAreBesideEachOther() throws IOException {
    assumeThat(MachineLoad.now()).as("the system tells").isPresent();
    finish(begin(4), (trial, _) -> answer(trial));
    assertThat(read().trials())
        .allSatisfy(
            trial -> assertThat(trial.disturbance() != null).isEqualTo(trial.kind().isTimed()));
  }

  /** With one core there is no second one to wait for. */
  private static void await(CountDownLatch two) throws IOException {
    try {
      if (CORES > 1 && !two.await(1, TimeUnit.MINUTES)) {
        throw new IOException("the second fork did not start beside the first");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aTrialWhoseFileWasDeletedIsMeasuredAgainAndTold() throws IOException {
    finish(begin(3), (trial, _) -> answer(trial));
    Trial lost = read().trials().get(2);
    Files.delete(folder.resolve("run").resolve(lost.result()));
    started.clear();

    Run resumed = Run.resume(folder.resolve("run"), false);
    finish(resumed, (trial, _) -> answer(trial));
    assertThat(started).extracting(Trial::index).containsExactly(lost.index());
    assertThat(read().count(Trial.Status.DONE)).isEqualTo(read().trials().size());
    assertThat(read().findings())
        .contains(lost.result() + " was deleted, so that its trial is begun again");
    assertThat(folder.resolve("run").resolve(lost.result())).exists();
  }

  @Test
  void noForkIsBegunForWhichTheBudgetDoesNotLast() throws IOException {
    Run run = begin(6);
    run.choose(RunPlan.Forks.untilDecided(List.of(6, 8)).within(Duration.ofMinutes(10)));
    // Each is expected to take two seconds, and as far as the clock goes takes none.
    finish(run, (trial, _) -> answer(trial));
    assertThat(read().count(Trial.Status.PENDING)).isZero();

    Run poor = Run.resume(folder.resolve("run"), false);
    poor.choose(RunPlan.Forks.untilDecided(List.of(6, 8)).within(Duration.ZERO));
    poor.extend(8, _ -> true);
    assertThat(poor.left()).isNotEmpty();
    int before = started.size();
    finish(poor, (trial, _) -> answer(trial));
    assertThat(started).hasSize(before);
    assertThat(poor.left()).as("what was not begun is no part of the run").isEmpty();
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
    assertThat(started).filteredOn(trial -> trial.kind().isTimed()).hasSize(1);
    assertThat(started).hasSizeLessThanOrEqualTo(1 + CORES);
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
    // Which of those that run side by side begins first is chance.
    assertThat(started)
        .extracting(Trial::index)
        .containsExactlyInAnyOrderElementsOf(planned.stream().map(Trial::index).toList());
    assertThat(started)
        .filteredOn(trial -> trial.kind().isTimed())
        .extracting(Trial::index)
        .isEqualTo(
            planned.stream().filter(trial -> trial.kind().isTimed()).map(Trial::index).toList());
  }
}
