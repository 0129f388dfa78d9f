package io.poolbench.harness.probe;

import java.io.IOException;
import java.util.Properties;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;

/** One of the things that the probe looks at, iteration by iteration. */
interface Part {

  /** Called before JMH starts its threads. */
  void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) throws IOException;

  /** Called when JMH's threads have ended. */
  void afterIteration(BenchmarkParams benchmark, IterationParams iteration, IterationResult result)
      throws IOException;

  /** Says whether the iteration at hand is one of those that JMH was asked for. */
  default boolean isTimed() {
    return true;
  }

  /** Says whether nothing more will be looked at. */
  boolean isOver();

  /** Adds what was found. */
  void tell(Properties reply);
}
