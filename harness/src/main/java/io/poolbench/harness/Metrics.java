package io.poolbench.harness;

import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;

/**
 * One value per metric from one fork, named by Go's benchmark units. Iterations are averaged, as
 * JMH does; what JMH counts over the whole fork is divided by the fork's operations.
 */
final class Metrics {

  private Metrics() {}

  /**
   * @param operations in the measured iterations, at least 1
   */
  static SequencedMap<String, Double> of(BenchmarkResult fork, long operations)
      throws TrialFailedException {
    if (operations <= 0) {
      throw new TrialFailedException("no operation finished within the measured iterations");
    }
    SequencedMap<String, Double> values = new LinkedHashMap<>();
    values.put("ns/op", fork.getPrimaryResult().getScore());
    values.put("B/op", score(fork, "gc.alloc.rate.norm"));
    // JMH leaves gc.time out when there was no collection.
    values.put("gc-count/Mop", score(fork, "gc.count") * 1e6 / operations);
    // In seconds: benchstat leaves a 0 in nanoseconds unconverted and gives it a table of its own.
    values.put("gc-sec/op", score(fork, "gc.time") / 1e3 / operations);
    values.values().removeIf(value -> !Double.isFinite(value));
    return values;
  }

  private static double score(BenchmarkResult fork, String label) {
    Result<?> result = fork.getSecondaryResults().get(label);
    if (result != null) {
      return result.getScore();
    }
    return label.equals("gc.time") ? 0 : Double.NaN;
  }
}
