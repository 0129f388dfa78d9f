package io.poolbench.harness;

import io.poolbench.scenarios.Catalogue;
import io.poolbench.scenarios.Operation;
import io.poolbench.scenarios.Technique;
import io.poolbench.scenarios.Variant;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Runs every operation of the catalogue as one JMH benchmark. One class serves them all without
 * bending the numbers, because a fork runs a single arm: the call to {@link Operation#run} has one
 * receiver type for the life of the JVM and is inlined.
 */
@State(Scope.Benchmark)
public class TechniqueBenchmark {

  @Param("")
  public String technique = "";

  @Param("")
  public String op = "";

  /** Says how the fork's JVM is set; of no effect in here. */
  @Param("")
  public String setting = "";

  @Param("")
  public String variant = "";

  private @Nullable Operation operation;

  /** Sets the workload up once per fork. */
  @Setup
  public void open() throws Exception {
    Technique found = Catalogue.technique(technique);
    operation = found.workload(op).open(new Variant(variant));
  }

  /** Runs one operation; its digest goes to JMH's blackhole. */
  @Benchmark
  @SuppressWarnings("NullAway") // JMH calls open() first; a check here would be measured
  public long run() throws Exception {
    return operation.run();
  }

  /** Releases the workload. */
  @TearDown
  public void close() throws Exception {
    if (operation != null) {
      operation.close();
    }
  }
}
