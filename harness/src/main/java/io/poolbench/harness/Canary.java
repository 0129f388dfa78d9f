package io.poolbench.harness;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The benchmarks that prove a gate: revision {@code head} is 25 % slower in one and allocates 16
 * bytes more in the other. The time of the one that allocates and the bytes of the one that is
 * slower did not change. A gate that passes this cannot fail at all.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class Canary {

  private static final int TOKENS = 1000;
  private static final int BYTES = 24;

  @Param({"base", "head"})
  public String revision = "";

  private int tokens;
  private int bytes;

  @Setup
  public void inject() {
    boolean injected = revision.equals("head");
    tokens = injected ? TOKENS + TOKENS / 4 : TOKENS;
    bytes = injected ? BYTES + 16 : BYTES;
  }

  /**
   * Does 25 % more work in {@code head}. The gate finds 10 % in 97 of 100 cases, and a build that
   * fails in the others for nothing would not be believed for long.
   */
  @Benchmark
  public void slower() {
    Blackhole.consumeCPU(tokens);
  }

  /** Allocates 16 bytes more in {@code head}, in the same time but for a nanosecond or two. */
  @Benchmark
  public byte[] larger() {
    Blackhole.consumeCPU(TOKENS);
    return new byte[bytes];
  }
}
