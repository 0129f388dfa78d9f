package io.poolbench.cli.loop;

import io.poolbench.harness.plan.RunPlan;
import io.poolbench.harness.plan.Trial.Kind;
import io.poolbench.harness.run.MeasurementException;
import io.poolbench.harness.run.Run;
import io.poolbench.harness.run.RunExecution;
import io.poolbench.reports.model.InputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Measures real forks of a run. */
public final class HarnessRun implements LiveRun {

  private final Run run;
  private final RunExecution execution;
  private final boolean asLatest;
  private final Set<Kind> kinds;
  private final Optional<Duration> end;
  private long failed;

  /**
   * Takes a run that has been begun or taken up, with the kinds of forks that it has.
   *
   * @param resume the command that goes on when this is stopped
   * @param asLatest whether the link {@code latest} beside the run is to point at it
   */
  public HarnessRun(Run run, String resume, boolean asLatest) {
    this(run, new RunExecution(run, resume), asLatest, Set.of(), Optional.empty());
  }

  private HarnessRun(
      Run run, RunExecution execution, boolean asLatest, Set<Kind> kinds, Optional<Duration> end) {
    this.run = run;
    this.execution = execution;
    this.asLatest = asLatest;
    this.kinds = kinds;
    this.end = end;
  }

  @Override
  public Path directory() {
    return run.root();
  }

  @Override
  public List<String> benchmarks() {
    return run.benchmarks();
  }

  @Override
  public int arms() {
    return run.arms();
  }

  @Override
  public LiveRun only(Set<Kind> some, Optional<Duration> budget) {
    Optional<Duration> then = budget.map(run.measuredFor()::plus);
    return new HarnessRun(run, execution, asLatest, Set.copyOf(some), then);
  }

  @Override
  public boolean until(int forks, Predicate<String> benchmarks) {
    if (kinds.isEmpty()) {
      run.extend(forks, benchmarks);
    } else {
      RunPlan.Forks planned = run.plan().forks();
      run.choose(end.map(planned::within).orElseGet(planned::unbounded));
      run.extend(kinds.stream().collect(Collectors.toMap(kind -> kind, _ -> forks)), benchmarks);
    }
    return measure(kinds.isEmpty() || kinds.stream().anyMatch(Kind::isTimed));
  }

  @Override
  public void until(Map<Kind, Integer> forks, Predicate<String> benchmarks) {
    run.choose(run.plan().forks().unbounded());
    run.extend(forks, benchmarks);
    measure(forks.keySet().stream().anyMatch(Kind::isTimed));
  }

  private boolean measure(boolean told) {
    try {
      RunExecution.Ended ended = told ? execution.measure(asLatest) : execution.measureSilently();
      failed = ended.failed();
      return ended.whole();
    } catch (MeasurementException e) {
      throw new InputException(String.valueOf(e.getMessage()));
    }
  }

  /** Returns how many trials of the run had failed when it was last measured. */
  public long failed() {
    return failed;
  }
}
