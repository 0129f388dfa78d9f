package io.poolbench.cli.loop;

import java.nio.file.Path;
import java.util.function.Predicate;

/** A run that gets more forks: the harness's, or a script's in tests. */
public interface Forks {

  /** Where the run is kept. */
  Path directory();

  /**
   * Measures until some benchmarks have so many forks per arm.
   *
   * @param benchmarks by name, as in tables
   * @return whether they have; else the run's budget has ended before
   * @throws io.poolbench.reports.model.InputException when nothing can be measured, or no more
   */
  boolean until(int forks, Predicate<String> benchmarks);
}
