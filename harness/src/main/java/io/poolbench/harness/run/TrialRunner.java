package io.poolbench.harness.run;

import io.poolbench.harness.fork.Runner;
import io.poolbench.harness.machine.Interruption;
import io.poolbench.harness.machine.MachineLoad;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.TrialFailedException;
import io.poolbench.harness.rundir.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Runs one trial and says what became of it, and what others did to the machine meanwhile. */
final class TrialRunner {

  private static final int ATTEMPTS = 2;

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final Runner runner;
  private final RunDirectory directory;

  TrialRunner(Runner runner, RunDirectory directory) {
    this.runner = runner;
    this.directory = directory;
  }

  /**
   * A trial that has ended; nothing of it but what its fork printed is on disk.
   *
   * @param trial done, failed or skipped
   * @param outcome empty unless it is done
   */
  record Ended(Trial trial, Optional<Outcome> outcome) {

    private Ended disturbed(MachineLoad before, MachineLoad after) {
      return new Ended(trial.disturbed(after.since(before, PROCESSORS)), outcome);
    }
  }

  /** Runs a trial, and once more where it fails. Several threads may do so at a time. */
  Ended run(Trial trial) {
    Ended ended = attempt(trial);
    for (int attempt = 1; attempt < ATTEMPTS && hasFailed(ended); attempt++) {
      Interruption.awaitEnd();
      ended = attempt(ended.trial);
    }
    // Neither did it fail, nor may another one start.
    Interruption.awaitEnd();
    return ended;
  }

  private static boolean hasFailed(Ended ended) {
    return ended.trial.status() == Trial.Status.FAILED;
  }

  private Ended attempt(Trial trial) {
    Optional<MachineLoad> before = MachineLoad.now();
    Ended ended = runOnce(trial);
    Optional<MachineLoad> after = MachineLoad.now();
    // Beside a fork that is not alone there is always another one.
    return trial.kind().isTimed() && before.isPresent() && after.isPresent()
        ? ended.disturbed(before.get(), after.get())
        : ended;
  }

  private Ended runOnce(Trial trial) {
    Instant started = Instant.now();
    try {
      Outcome outcome =
          runner.run(trial, new Runner.Files(directory.recording(trial), directory.nextLog(trial)));
      return new Ended(
          trial.done(started.toString(), secondsSince(started), outcome), Optional.of(outcome));
    } catch (TrialFailedException e) {
      String why = String.valueOf(e.getMessage());
      return new Ended(
          e.isUnavailable()
              ? trial.skipped(why)
              : trial.failed(started.toString(), secondsSince(started), why),
          Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double secondsSince(Instant started) {
    return ChronoUnit.MICROS.between(started, Instant.now()) / 1e6;
  }
}
