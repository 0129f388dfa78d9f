package io.poolbench.harness.run;

import io.poolbench.harness.machine.ChildProcess;
import io.poolbench.harness.machine.Interruption;
import io.poolbench.harness.machine.MachineLock;
import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.rundir.RunDirectory;
import io.poolbench.harness.rundir.RunLock;
import java.io.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Measures what is left of a run, alone on this machine, and tells on standard error how it goes.
 */
public final class RunExecution {

  private final Run run;
  private final RunDirectory directory;
  private final String resume;
  private final Set<String> told = new HashSet<>();

  /**
   * The end of an execution.
   *
   * @param whole whether every trial has ended, and not the budget before
   * @param failed trials of the run that have failed
   */
  public record Ended(boolean whole, long failed) {}

  /**
   * Prepares the execution of a run.
   *
   * @param resume the command that goes on with the run in the directory that follows it
   */
  public RunExecution(Run run, String resume) {
    this.run = run;
    this.directory = run.directory();
    this.resume = resume;
  }

  /**
   * Measures what is left; every trial is on disk when it has ended.
   *
   * @param asLatest whether the link {@code latest} beside the run directory is to point at it
   * @throws MeasurementException when another run has the machine, or the disk is full
   */
  public Ended measure(boolean asLatest) {
    return measure(asLatest, this::measure);
  }

  /**
   * Measures as {@link #measure} does, but tells nothing but warnings: whoever asks for it tells
   * what was found.
   */
  public Ended measureSilently() {
    return measure(
        false,
        () -> {
          warn();
          try (Interruption _ = Interruption.guard(directory.root(), resume);
              Progress progress = new Progress.Silent(run.estimate(run.left()))) {
            return new Ended(run.finish(progress), run.failed());
          }
        });
  }

  private Ended measure(boolean asLatest, Supplier<Ended> measuring) {
    try (Hold _ = hold(directory.root())) {
      int orphans = ChildProcess.killOrphans();
      if (orphans > 0) {
        System.err.printf(
            Locale.ROOT,
            "poolbench: ended %d processes that an earlier run, which was killed, had left%n",
            orphans);
      }
      run.save();
      if (asLatest) {
        directory.linkAsLatest();
      }
      return measuring.get();
    } catch (IOException | UncheckedIOException e) {
      throw new MeasurementException(stopped(e), e);
    }
  }

  private Ended measure() {
    List<Trial> trials = run.left();
    Estimate estimate = run.estimate(trials);
    System.err.printf(
        Locale.ROOT,
        "poolbench: plan %s, %d trials, %s %s%s, into %s%n",
        run.plan().name(),
        trials.size(),
        estimate.endsBefore() ? "as many as fit into" : "about",
        Costs.minutes(estimate.left()),
        run.plan()
            .forks()
            .budget()
            .filter(_ -> !estimate.endsBefore())
            .map(budget -> ", at most " + Costs.minutes(budget) + " in all")
            .orElse(""),
        directory.root());
    warn();
    // JDK 22 to 24 always have a console, 25 has one on a terminal only.
    boolean terminal =
        Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    boolean whole;
    int planned = run.trials();
    try (Interruption _ = Interruption.guard(directory.root(), resume);
        Progress progress = Progress.of(trials.size(), estimate, terminal)) {
      whole = run.finish(progress);
    } finally {
      if (run.failed() > 0) {
        System.err.printf(
            Locale.ROOT,
            "poolbench: %d of %d trials failed; why stands in %s and in the logs beside it%n",
            run.failed(),
            run.trials(),
            directory.runJson());
      }
    }
    if (!whole) {
      System.err.printf(
          Locale.ROOT,
          "poolbench: the budget has ended; %d of the trials were not run%n",
          planned - run.trials());
    }
    return new Ended(whole, run.failed());
  }

  private void warn() {
    run.findings().stream()
        .filter(told::add)
        .forEach(finding -> System.err.println("poolbench: warning: " + finding));
  }

  /**
   * Says why the run stopped at a disk that is full or a folder that cannot be written: no bug, and
   * nothing is lost.
   */
  private String stopped(Exception e) {
    // An unchecked one has the message of its cause with the cause's class in front.
    String why = String.valueOf(e.getMessage()).replaceFirst("^java\\.[a-zA-Z.]*Exception: ", "");
    return directory.holdsRun()
        ? "%s; every finished trial is kept, make space and continue with: %s %s"
            .formatted(why, resume, directory.root())
        : "%s; nothing was measured, expected space for a run in %s; free some, or choose another --out"
            .formatted(why, directory.root());
  }

  /** The hold of the machine and a run directory, for this process alone until closed. */
  public interface Hold extends AutoCloseable {
    @Override
    void close() throws IOException;
  }

  /**
   * Takes the machine and a run directory, or holds them once more: for whoever measures more than
   * once, with no gap that another run could slip into.
   *
   * @throws MeasurementException while another process has one of them
   * @throws IOException where a lock cannot be written
   */
  public static Hold hold(Path root) throws IOException {
    MachineLock machine = machine();
    try {
      RunLock run = RunLock.acquire(root);
      return () -> {
        run.close();
        machine.close();
      };
    } catch (IllegalArgumentException e) {
      machine.close();
      throw new MeasurementException(String.valueOf(e.getMessage()), e);
    } catch (UncheckedIOException e) {
      machine.close();
      throw e;
    }
  }

  private static MachineLock machine() throws IOException {
    if (Files.isSymbolicLink(MachineLock.file())) {
      throw new MeasurementException(
          MachineLock.file()
              + ": is a link, expected a file; remove it while no benchmark runs, or have a folder"
              + " of your own: POOLBENCH_OPTS=-Djava.io.tmpdir=DIR");
    }
    try {
      return MachineLock.tryAcquire()
          .orElseThrow(
              () ->
                  new MeasurementException(
                      MachineLock.file()
                          + ": another JMH run on this machine holds it, and two at once spoil each"
                          + " other; wait until it ends"));
    } catch (AccessDeniedException e) {
      throw new MeasurementException(
          MachineLock.file()
              + ": cannot be written, it is another user's; remove it while no benchmark runs, or"
              + " have a folder of your own: POOLBENCH_OPTS=-Djava.io.tmpdir=DIR",
          e);
    }
  }
}
