package io.poolbench.harness.probe;

import java.io.IOException;
import java.util.Properties;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.IterationResult;

/** One of the things that the probe looks at, iteration by iteration. */
interface Part {

  /** Prepares an iteration, before JMH starts its threads. */
  void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) throws IOException;

  /** Looks at an iteration when JMH's threads have ended. */
  void afterIteration(BenchmarkParams benchmark, IterationParams iteration, IterationResult result)
      throws IOException;

  /** Tells whether the iteration at hand is one of those that JMH was asked for. */
  default boolean isTimed() {
    return true;
  }

  /** Tells whether nothing more will be looked at. */
  boolean isOver();

  /** Adds what was found to the reply. */
  void tell(Properties reply);
}
