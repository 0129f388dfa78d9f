package io.poolbench.harness.run;

import io.poolbench.harness.fork.Runner;
import io.poolbench.harness.machine.MachineLoad;
import io.poolbench.harness.plan.Outcome;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.TrialFailedException;
import io.poolbench.harness.rundir.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/** Runs one trial and says what became of it, and what others did to the machine meanwhile. */
final class TrialRunner {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final Runner runner;
  private final RunDirectory directory;

  TrialRunner(Runner runner, RunDirectory directory) {
    this.runner = runner;
    this.directory = directory;
  }

  /**
   * Runs the trial once; its result and its output are on disk when this returns.
   *
   * @return the trial, done or failed
   */
  Trial run(Trial trial) {
    Optional<MachineLoad> before = MachineLoad.now();
    Trial ended = runOnce(trial);
    Optional<MachineLoad> after = MachineLoad.now();
    return before.isPresent() && after.isPresent()
        ? ended.disturbed(after.get().since(before.get(), PROCESSORS))
        : ended;
  }

  private Trial runOnce(Trial trial) {
    Instant started = Instant.now();
    try {
      Outcome outcome =
          runner.run(trial, new Runner.Files(directory.recording(trial), directory.nextLog(trial)));
      directory.writeResult(trial, outcome);
      return trial.done(started.toString(), secondsSince(started), outcome);
    } catch (TrialFailedException e) {
      return e.isUnavailable()
          ? trial.skipped(String.valueOf(e.getMessage()))
          : trial.failed(started.toString(), secondsSince(started), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static double secondsSince(Instant started) {
    return (Instant.now().toEpochMilli() - started.toEpochMilli()) / 1e3;
  }
}
