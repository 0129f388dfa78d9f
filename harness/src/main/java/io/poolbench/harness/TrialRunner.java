package io.poolbench.harness;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Runs one trial in a fork of its kind, and ends a fork that hangs. */
final class TrialRunner implements AutoCloseable {

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private final RunPlan plan;
  private final RunDirectory directory;
  private final @Nullable JarSuite jars;
  private final ScheduledExecutorService watchdog =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());

  /**
   * @param jars what is measured that is not ours; null where the catalogue is
   */
  TrialRunner(RunPlan plan, RunDirectory directory, @Nullable JarSuite jars) {
    this.plan = plan;
    this.directory = directory;
    this.jars = jars;
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
    AtomicBoolean hung = new AtomicBoolean();
    long timeout = plan.timeoutMillis(trial.kind());
    ScheduledFuture<?> kill =
        watchdog.schedule(
            () -> {
              hung.set(true);
              ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
            },
            timeout,
            TimeUnit.MILLISECONDS);
    try {
      Outcome outcome = fork(trial);
      directory.writeResult(trial, outcome.json());
      return trial.done(started.toString(), secondsSince(started), outcome);
    } catch (TrialFailedException e) {
      if (e.isUnavailable()) {
        return trial.skipped(String.valueOf(e.getMessage()));
      }
      String why =
          hung.get()
              ? "not finished after %d s, killed".formatted(timeout / 1000)
              : String.valueOf(e.getMessage());
      return trial.failed(started.toString(), secondsSince(started), why);
    } finally {
      kill.cancel(false);
    }
  }

  private Outcome fork(Trial trial) throws TrialFailedException {
    if (jars != null) {
      return JarFork.run(trial, plan, jars, directory.recording(trial), directory.nextLog(trial));
    }
    return switch (trial.kind()) {
      case TIMING -> TimingFork.run(trial, plan, directory.nextLog(trial));
      case CENSUS ->
          CensusFork.run(trial, plan, directory.recording(trial), directory.nextLog(trial));
      case PROFILE_ALLOC, PROFILE_CPU, PROFILE_LIVE ->
          ProfileFork.run(trial, plan, directory.recording(trial), directory.nextLog(trial));
      case FOOTPRINT -> FootprintFork.run(trial, plan, directory.nextLog(trial));
    };
  }

  private static double secondsSince(Instant started) {
    return (Instant.now().toEpochMilli() - started.toEpochMilli()) / 1e3;
  }

  @Override
  public void close() {
    watchdog.shutdownNow();
  }
}
