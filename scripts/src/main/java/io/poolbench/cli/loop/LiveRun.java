package io.poolbench.cli.loop;

import io.poolbench.harness.plan.Trial.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A run that gets more forks: the harness's, or a script's in tests. */
public interface LiveRun {

  /** Returns the directory of the run. */
  Path directory();

  /** Returns the names of all benchmarks of the run, as in tables. */
  List<String> benchmarks();

  /** Returns how many arms a benchmark of the run has; the most where they differ. */
  int arms();

  /**
   * Returns the same run, measuring forks of these kinds alone. With a budget, none is begun when
   * that much more time has been measured; without one it takes as long as it takes.
   */
  LiveRun only(Set<Kind> kinds, Optional<Duration> budget);

  /** Returns the same run, measuring forks of these kinds alone, for as long as it takes. */
  default LiveRun only(Set<Kind> kinds) {
    return only(kinds, Optional.empty());
  }

  /**
   * Measures until some benchmarks have so many forks per arm.
   *
   * @param benchmarks by name, as in tables
   * @return whether they have; else the run's budget has ended before
   * @throws io.poolbench.reports.model.InputException when nothing can be measured, or no more
   */
  boolean until(int forks, Predicate<String> benchmarks);

  /**
   * Measures forks of several kinds without a budget, together where that is possible, so that no
   * core waits for the last of one kind.
   *
   * @param forks per arm, by kind
   * @param benchmarks by name, as in tables
   * @throws io.poolbench.reports.model.InputException when nothing can be measured, or no more
   */
  default void until(Map<Kind, Integer> forks, Predicate<String> benchmarks) {
    forks.forEach((kind, most) -> only(Set.of(kind)).until(most, benchmarks));
  }
}
