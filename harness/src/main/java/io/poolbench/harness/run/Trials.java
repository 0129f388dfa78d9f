package io.poolbench.harness.run;

import io.poolbench.harness.plan.Trial;
import io.poolbench.harness.plan.Trial.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Runs trials in their order: one that is timed by itself, those in between as many at a time as
 * there are cores. What they found is handed over by one thread.
 */
final class Trials implements AutoCloseable {

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final TrialRunner runner;
  private final Progress progress;
  private final Predicate<Duration> lasts;
  private final ExecutorService cores = Executors.newFixedThreadPool(CORES);
  private final CompletionService<TrialRunner.Ended> together =
      new ExecutorCompletionService<>(cores);
  private final Map<Kind, String> unavailable = new EnumMap<>(Kind.class);

  /**
   * Prepares to run trials.
   *
   * @param lasts whether the budget lasts for so much more
   */
  Trials(TrialRunner runner, Progress progress, Predicate<Duration> lasts) {
    this.runner = runner;
    this.progress = progress;
    this.lasts = lasts;
  }

  /**
   * Runs trials as long as the budget lasts.
   *
   * @param keep takes what each found, before the next timed one starts
   * @return whether it lasted
   */
  boolean run(List<Trial> trials, Consumer<TrialRunner.Ended> keep) {
    for (List<Trial> phase : phases(trials)) {
      if (!run(phase, keep, phase.getFirst().kind().isTimed() ? 1 : CORES)) {
        return false;
      }
    }
    return true;
  }

  private static List<List<Trial>> phases(List<Trial> trials) {
    List<List<Trial>> phases = new ArrayList<>();
    for (Trial trial : trials) {
      if (phases.isEmpty()
          || phases.getLast().getLast().kind().isTimed() != trial.kind().isTimed()) {
        phases.add(new ArrayList<>());
      }
      phases.getLast().add(trial);
    }
    return phases;
  }

  private boolean run(List<Trial> phase, Consumer<TrialRunner.Ended> keep, int atATime) {
    int running = 0;
    boolean whole = true;
    for (Trial pending : phase) {
      if (running == atATime) {
        keep(next(), keep);
        running--;
      }
      whole = whole && lasts.test(progress.expected(pending));
      if (!whole) {
        break;
      }
      progress.starting(pending);
      String why = unavailable.get(pending.kind());
      if (why == null) {
        together.submit(() -> runner.run(pending));
        running++;
      } else {
        keep(new TrialRunner.Ended(pending.skipped(why), Optional.empty()), keep);
      }
    }
    for (; running > 0; running--) {
      keep(next(), keep);
    }
    return whole;
  }

  private void keep(TrialRunner.Ended ended, Consumer<TrialRunner.Ended> keep) {
    Trial trial = ended.trial();
    if (trial.status() == Trial.Status.SKIPPED) {
      unavailable.putIfAbsent(trial.kind(), String.valueOf(trial.failure()));
    }
    keep.accept(ended);
    progress.ended(trial);
  }

  private TrialRunner.Ended next() {
    try {
      return together.take().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while forks ran", e);
    }
  }

  /** Waits for forks that run beside one that could not be kept. */
  @Override
  public void close() {
    cores.close();
  }
}
