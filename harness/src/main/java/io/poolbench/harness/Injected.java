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
 * The benchmark of known regressions of several sizes, to see how small a one the gate finds on a
 * machine: revision {@code head} does {@code percent} more work and, unless that is 0, allocates 16
 * bytes more.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class Injected {

  private static final int TOKENS = 1000;
  private static final int BYTES = 24;

  @Param({"base", "head"})
  public String revision = "";

  @Param({"0", "3", "5", "10", "20"})
  public int percent;

  private int tokens = TOKENS;
  private int bytes = BYTES;

  @Setup
  public void inject() {
    if (revision.equals("head") && percent > 0) {
      tokens += TOKENS * percent / 100;
      bytes += 16;
    }
  }

  @Benchmark
  public byte[] slower() {
    Blackhole.consumeCPU(tokens);
    return new byte[bytes];
  }
}
